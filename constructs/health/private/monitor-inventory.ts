import { posix } from 'node:path';
import type { DockerEndpoint } from '../../inventory/docker-endpoint';
import type { Inventory, InventoryHost } from '../../inventory/inventory';

/** Where the Secret of certificates is in a pod. */
export const CERTIFICATES = '/etc/gpulab/certificates';

const MATERIAL = ['ca', 'cert', 'key'] as const;

/** Something that an endpoint needs: where it is on the machine of the inventory, and its key in the Secret. */
export interface Material {
  readonly host: string;
  /** `file certs/ca.pem`, `variable CHECKER_KEY`. */
  readonly source: string;
  readonly key: string;
}

type Checked = InventoryHost & { readonly docker: DockerEndpoint };

export const checkedHosts = ({ hosts }: Inventory): Checked[] =>
  hosts.filter((host): host is Checked => host.docker !== undefined);

/** What the endpoints of an inventory need from the Secret. */
export const materialOf = (inventory: Inventory): Material[] =>
  checkedHosts(inventory).flatMap((host) =>
    MATERIAL.flatMap((what) => {
      const source = sourceOf(host.docker, what);
      return source ? [{ host: host.name, ...source }] : [];
    }),
  );

/**
 * The inventory as the server reads it: hosts with a Docker endpoint and nothing else of the file, and files where the pod has them.
 * JSON is YAML, and its quoting needs no second thought.
 */
export function inventoryOf(inventory: Inventory): string {
  const hosts = checkedHosts(inventory).map(({ name, address, docker }) => ({
    name,
    address,
    docker: {
      address: docker.address,
      tls: docker.tls,
      serverName: docker.serverName,
      ...Object.assign({}, ...MATERIAL.map((what) => inPod(docker, what))),
    },
  }));
  return `${JSON.stringify({ apiVersion: 'gpulab/v1', hosts }, undefined, 2)}\n`;
}

function inPod(docker: DockerEndpoint, what: (typeof MATERIAL)[number]): object {
  const source = sourceOf(docker, what);
  return source ? { [`${what}File`]: `${CERTIFICATES}/${source.key}` } : {};
}

function sourceOf(docker: DockerEndpoint, what: (typeof MATERIAL)[number]): Omit<Material, 'host'> | undefined {
  const [file, variable] = [docker[`${what}File`], docker[`${what}Env`]];
  if (file !== undefined) return { source: `file ${file}`, key: posix.basename(file.replaceAll('\\', '/')) };
  return variable === undefined ? undefined : { source: `variable ${variable}`, key: variable };
}

/** An address that ends in a port. */
const PORT = /:(\d{1,5})\/?$/;

/** Ports that the endpoints are told to have. */
export const portsOf = (inventory: Inventory): number[] =>
  checkedHosts(inventory).flatMap(({ docker }) => {
    const port = PORT.exec(docker.address ?? '')?.[1];
    if (port !== undefined) return [Number(port)];
    return [docker.tls ? TLS_PORT : PLAIN_PORT];
  });

/** Docker's own ports (facts: compute-nodes.md 5.2). */
export const TLS_PORT = 2376;
export const PLAIN_PORT = 2375;
