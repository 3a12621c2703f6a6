import type { Codes } from '../core/catalogue';

/** Codes of inventories: 210x. */
export const INVENTORY_CODES: Codes = {
  GPULAB2101: {
    title: 'the inventory cannot be read',
    cause: 'There is no such file, it is a folder, this user may not read it, or it is not UTF-8 text.',
    remedy: 'Mend the path (relative to the folder of cdk8s.yaml), the permissions, or save the file as UTF-8.',
  },
  GPULAB2102: {
    title: 'the inventory is not YAML',
    cause:
      'The parser stopped at this place: a tab, a quote that is not closed, a key that is there twice, a second document.',
    remedy: 'Mend the line, or the one above it.',
  },
  GPULAB2103: {
    title: 'the inventory has an unknown key',
    cause: 'Nothing reads it; what was meant is missing in the counts.',
    remedy: 'Mend the name, or remove the key.',
  },
  GPULAB2104: {
    title: 'the inventory lacks a key',
    cause: 'The part cannot be counted without it.',
    remedy: 'Add the key.',
  },
  GPULAB2105: {
    title: 'a value of the inventory has another form than wanted',
    cause: 'A number where text is wanted, a list where a mapping is wanted, an amount that is none.',
    remedy: 'Write it as the message says.',
  },
  GPULAB2106: {
    title: 'two entries of the inventory share a name, an address or a UUID',
    cause: 'One machine or one GPU would be counted and checked twice.',
    remedy: 'Mend or remove one of them. Machines behind one translated address need an ssh.port of their own.',
  },
  GPULAB2107: {
    title: 'an entry for several machines says what only one can have',
    cause: 'Machines that are equal in all that is counted still have an address and GPU UUIDs of their own.',
    remedy: 'Write one entry for each machine, or leave the address or UUID out.',
  },
  GPULAB2108: {
    title: 'two keys of the inventory say the same',
    cause: 'A certificate or key comes from a file or from an environment variable; nobody can tell which is meant.',
    remedy: 'Remove one of the two keys.',
  },
  GPULAB2109: {
    title: 'SSH of the inventory names a host or a group that there is not',
    cause: 'A jump host must be a host of the inventory with a section ssh, and a group of trust must have a host.',
    remedy: 'Mend the name, or add the host; the hint shows what there is.',
  },
  GPULAB2110: {
    title: 'jump hosts lead in a circle',
    cause: 'The way to a host goes through others, and one of them is reached through this host.',
    remedy: 'Take ssh.jump from one of them.',
  },
};
