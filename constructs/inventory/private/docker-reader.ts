import type { DockerEndpoint } from '../docker-endpoint';
import { readPath } from './file-path';
import type { MappingReader } from './yaml-reader';

/** What the inventory says of Docker for all hosts; a host may say otherwise. */
export type DockerDefaults = Omit<DockerEndpoint, 'address' | 'serverName'>;

const SAID_TWICE = 'GPULAB2108';

/** Facts: compute-nodes.md 2, `dockerAddress`. Its grammar is the checker's, which answers for each node. */
const ADDRESS = /^[^\s]{1,500}$/;
const SERVER_NAME = /^[^\s]{1,253}$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

const MATERIAL = ['ca', 'cert', 'key'] as const;

/** TLS unless it is said otherwise (facts: compute-nodes.md 2, `useTls`). */
const DOCKER_DEFAULTS: DockerDefaults = { tls: true };

/** The section `docker` of the file. */
export function readDockerDefaults(mapping: MappingReader | undefined): DockerDefaults {
  if (!mapping) return DOCKER_DEFAULTS;
  const defaults = { tls: mapping.optionalBoolean('tls') ?? DOCKER_DEFAULTS.tls, ...materialOf(mapping, {}) };
  mapping.close();
  return defaults;
}

/** The section `docker` of a host. */
export function readDockerEndpoint(mapping: MappingReader, defaults: DockerDefaults): DockerEndpoint {
  const endpoint = {
    address: mapping.optionalText('address', ADDRESS, 'an address, as tcp://10.0.0.7:2376'),
    serverName: mapping.optionalText('serverName', SERVER_NAME, 'a name or an IP address'),
    tls: mapping.optionalBoolean('tls') ?? defaults.tls,
    ...materialOf(mapping, defaults),
  };
  mapping.close();
  return endpoint;
}

type Material = Omit<DockerDefaults, 'tls'>;

/** Each of the three by file or by variable; who says one of them for a host has said both. */
function materialOf(mapping: MappingReader, defaults: Material): Material {
  return Object.assign({}, ...MATERIAL.map((what) => oneOf(mapping, what, defaults)));
}

function oneOf(mapping: MappingReader, what: (typeof MATERIAL)[number], defaults: Material): Material {
  const [fileKey, variableKey] = [`${what}File`, `${what}Env`] as const;
  const file = readPath(mapping, fileKey);
  const variable = mapping.optionalText(variableKey, VARIABLE, 'the name of an environment variable');
  if (file !== undefined && variable !== undefined) {
    const message = `${mapping.key}.${fileKey} and ${mapping.key}.${variableKey} both say where it is`;
    mapping.report(SAID_TWICE, message, variableKey, 'keep one of them');
  }
  if (file === undefined && variable === undefined) {
    return { [fileKey]: defaults[fileKey], [variableKey]: defaults[variableKey] };
  }
  return { [fileKey]: file, [variableKey]: variable };
}
