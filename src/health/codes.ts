import type { Codes } from 'cdk8s-gpulab/lib/core/catalogue';

/** Codes of `gpulab health`: 44xx. */
export const HEALTH_CODES: Codes = {
  GPULAB4401: {
    title: 'there is no node to check',
    cause:
      'No host of the inventory has a section docker, or neither --inventory nor --node was given and there is no inventory.yaml.',
    remedy: 'Write docker: {} at each host whose Docker endpoint is to be checked, or name a node with --node.',
  },
  GPULAB4402: {
    title: 'a node failed its check',
    cause: 'Its Docker endpoint was looked at, and something is wrong: the message says what was met.',
    remedy: 'Each reason has its remedy in docs/health.md, and as the hint of the finding.',
  },
  GPULAB4403: {
    title: 'a node could not be checked',
    cause: 'It is not set up, or the checker could not work: nothing is known of the node.',
    remedy: 'Give the address, and with TLS the CA, the client certificate and its key; see the hint of the finding.',
  },
  GPULAB4404: {
    title: 'a node is not quite well',
    cause: 'It did not fail, but something will go wrong, or is open that should not be.',
    remedy: 'Do what the message says: renew the certificate, set tlsverify, install the NVIDIA runtime.',
  },
  GPULAB4405: {
    title: 'the report of a check cannot be written',
    cause: 'The folder of the file that --junit names does not exist, or may not be written to.',
    remedy: 'Mend the path or its rights. The nodes were checked; their states are on stdout.',
  },
};
