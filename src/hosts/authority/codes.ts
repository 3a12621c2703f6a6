import type { Codes } from 'cdk8s-gpulab/lib/core/catalogue';

/** Codes of the authority for Docker endpoints and its certificates: 4560 to 4569. */
export const AUTHORITY_CODES: Codes = {
  GPULAB4560: {
    title: 'the folder of certificates cannot be used',
    cause: 'A file in it cannot be read or written by this user.',
    remedy: 'Mend its owner and mode. It belongs to whoever sets the hosts up, and to nobody else.',
  },
  GPULAB4561: {
    title: 'the authority is damaged',
    cause: 'Its certificate or key is gone, cannot be read as one, or they do not belong together.',
    remedy:
      'Take the folder from a backup. Without one, remove it, make everything anew with gpulab hosts certificates renew, and apply to all hosts.',
  },
  GPULAB4562: {
    title: 'a private key can be read by others',
    cause: 'Its file has rights for a group or for everybody: whoever reads it is root on every host.',
    remedy: 'chmod 600 it. If somebody may have read it, rotate the authority.',
  },
  GPULAB4563: {
    title: 'a certificate must be made or renewed',
    cause: 'It is not there, ends soon, has ended, has other names than the inventory, or is of another authority.',
    remedy: 'gpulab hosts certificates renew, then apply to the hosts.',
  },
  GPULAB4564: {
    title: 'a Docker endpoint cannot have a certificate',
    cause: 'Its address in the inventory is none that can be dialled by TCP, or its host has a name of another form.',
    remedy: 'Write docker.address as tcp://10.0.0.7:2376; a socket and a node without TLS need no certificate.',
  },
  GPULAB4565: {
    title: 'the authority itself ends soon',
    cause: 'What it signs is worth nothing after its end, whatever date it bears.',
    remedy: 'Rotate it: gpulab hosts certificates rotate, three times, with an apply to all hosts after each.',
  },
  GPULAB4566: {
    title: 'the authority cannot be rotated now',
    cause: 'A certificate is not there or is not of the authority that should have signed it by now.',
    remedy: 'gpulab hosts certificates renew, apply to all hosts, then rotate.',
  },
};
