import { LONGEST_SUBDOMAIN, SUBDOMAIN } from '../../../core/rules/names';
import type { JsonSchema } from '../../../core/values/private/schema';

/** Names have `_` in some labs, and addresses of IPv6 have `:`. */
const HOST_OR_IP = '^[0-9A-Za-z:](?:[-._:0-9A-Za-z]*[0-9A-Za-z:])?$';
const HOST = '[0-9A-Za-z](?:[-._0-9A-Za-z]{0,250}[0-9A-Za-z])?';
const IPV6 = '\\[[0-9A-Fa-f:.]{2,45}\\]';
/** From 1 to 65535, without zeros before it. */
const PORT = '(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])';
/** Of a pod: no socket of a machine (GPULAB2324). */
const DOCKER_ADDRESS = `^(?:tcp|https?)://(?:${HOST}|${IPV6}):${PORT}$`;

const hostOrIp = (description: string): JsonSchema => ({
  description,
  type: 'string',
  pattern: HOST_OR_IP,
  maxLength: LONGEST_SUBDOMAIN,
});

/**
 * A host of the values: what an inventory says of one that the server reads (constructs/inventory). Certificates are those of all
 * hosts; no value names a file of the pod.
 */
export const HOST_SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    name: {
      description: 'Name, which no other has.',
      type: 'string',
      pattern: SUBDOMAIN.source,
      maxLength: LONGEST_SUBDOMAIN,
    },
    address: hostOrIp('Host name or IP address, for Docker on port 2376, or 2375 without TLS.'),
    docker: {
      description: 'Its Docker endpoint; {} is one at the address.',
      type: 'object',
      properties: {
        address: {
          description: 'Where Docker listens, as tcp://10.0.0.7:2376.',
          type: 'string',
          pattern: DOCKER_ADDRESS,
        },
        serverName: hostOrIp("Name in the daemon's certificate, when it is not that of the address."),
        tls: { description: 'False: plain TCP, over which everybody rules the node.', type: 'boolean' },
      },
      required: [],
      additionalProperties: false,
    },
  },
  required: ['name', 'docker'],
  additionalProperties: false,
};
