import { isIPv6 } from 'node:net';
import { dirname, resolve } from 'node:path';
import type { Finding, InventoryHost } from 'cdk8s-gpulab';
import { Inventory } from 'cdk8s-gpulab/lib/inventory/inventory';
import { shownAddress } from './probe/shown';
import { Secret } from './secret';
import type { InventoryNode } from './store/inventory-nodes';
import type { NodeTarget } from './types';

/** Nodes to check, and what is wrong with the file that names them. */
export interface Targets {
  readonly targets: readonly NodeTarget[];
  readonly findings: readonly Finding[];
}

/** Every host of an inventory that has a Docker endpoint. Throws when the file cannot be read at all. */
export function targetsOfInventory(path: string): Targets {
  const { hosts, findings } = Inventory.fromFile(path);
  return { targets: hosts.flatMap((host) => targetOf(host, dirname(resolve(path)))), findings };
}

/** The same hosts, as the store keeps them beside other nodes. */
export const inventoryNodesOf = (path: string): InventoryNode[] =>
  Inventory.fromFile(path).hosts.flatMap((host) => {
    const [target] = targetOf(host, dirname(resolve(path)));
    return target ? [{ host, dockerAddress: target.address! }] : [];
  });

function targetOf({ name, address, docker }: InventoryHost, folder: string): NodeTarget[] {
  if (!docker) return [];
  const secret = (file: string | undefined, variable: string | undefined): Secret | undefined => {
    if (file !== undefined) return Secret.ofFile(resolve(folder, file));
    return variable === undefined ? undefined : Secret.ofEnvironment(variable);
  };
  return [
    {
      id: name,
      name,
      address: docker.address ?? `tcp://${inUrl(address ?? name)}`,
      useTls: docker.tls,
      serverName: docker.serverName,
      ca: secret(docker.caFile, docker.caEnv),
      cert: secret(docker.certFile, docker.certEnv),
      key: secret(docker.keyFile, docker.keyEnv),
    },
  ];
}

const inUrl = (host: string): string => (isIPv6(host.replace(/%.*$/, '')) ? `[${host}]` : host);

/** Paths of PEM files for the nodes of a command line. */
export interface NodeFiles {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** `NAME=ADDRESS`, where the name is not part of the address. */
const NAMED = /^([^=:/[\]]+)=(.*)$/s;
/** Docker's own port for TLS (facts: compute-nodes.md 5.2). */
const TLS_PORT = /^(?:tcp:\/\/)?[^/]*:2376$/i;

/**
 * Nodes of a command line. TLS is spoken with files, by https://, and on port 2376; never by http:// or unix://. What is left is plain
 * HTTP, as for Docker's own client without --tls.
 */
export function targetsOfNodes(nodes: readonly string[], files: NodeFiles): NodeTarget[] {
  const secret = (path: string | undefined) => (path === undefined ? undefined : Secret.ofFile(resolve(path)));
  const hasFiles = Object.values(files).some((path) => path !== undefined);
  return nodes.map((node, index) => {
    const [, name, address = node] = NAMED.exec(node) ?? [];
    const plain = /^(?:http|unix):\/\//i.test(address);
    return {
      id: String(index + 1),
      name: name ?? shownAddress(address),
      address,
      useTls: !plain && (hasFiles || /^https:\/\//i.test(address) || TLS_PORT.test(address)),
      ca: secret(files.ca),
      cert: secret(files.cert),
      key: secret(files.key),
    };
  });
}
