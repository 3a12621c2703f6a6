import type { Codes } from '../../core/catalogue';

/** Codes of what hosts of an inventory get: 457x. */
export const LAB_HOST_CODES: Codes = {
  GPULAB4570: {
    title: 'Docker with TLS is to be set up on a host without an endpoint',
    cause: 'The inventory has no section docker for it, or says that it speaks no TLS, or names a socket.',
    remedy: 'Write docker: {} at the host in the inventory, or take it out of the group.',
  },
  GPULAB4571: {
    title: 'there is no address that Docker could listen at',
    cause:
      'Docker listens at one address of the host, not at all: the inventory has a name only, or one for every address.',
    remedy: 'Write the IP address of the host in its network as address, or in docker.address.',
  },
  GPULAB4572: {
    title: 'no host is in a group',
    cause: 'The name is misspelt, or the inventory has no such group: nothing would be set up.',
    remedy: 'Mend the name, or the groups of the inventory.',
  },
  GPULAB4573: {
    title: 'an entry for several machines is to be set up',
    cause: 'Files are for one machine, which has a name and an address of its own.',
    remedy: 'Write one entry for each machine, or leave the entry out with groups.',
  },
  GPULAB4574: {
    title: 'a part for Docker and containerd is for a host with neither',
    cause: 'A registry is to be trusted, or the NVIDIA runtime to be used, where no runtime of containers is set up.',
    remedy: 'Set up docker or containerd on the host, too, or choose other groups.',
  },
  GPULAB4575: {
    title: 'the authority of a registry is no certificate',
    cause: 'PEM text is wanted: a path, a key or a text that was cut off are none.',
    remedy: 'Give the text of the file: readFileSync("registry-ca.pem", "utf8").',
  },
};
