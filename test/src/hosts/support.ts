import { spawnSync } from 'node:child_process';
import type { Host } from '../../../src/hosts/fleet';

/** Is there a Terraform to try things on? Conformance always has one. */
export const hasTerraform = spawnSync('terraform', ['version']).status === 0;

export const KEY_A = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDsnbF1XNO7btUxunVsZied8cauV+InuS/4IbYjvQ+G3';
export const KEY_B = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG/pp1LirQRLDYxJledEizDVhIAcfH0SpEBWOT/2z6Ku';
export const KEY_C = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJWiHSeHiqCVIN24cuWpjUT4qpNDZzRCk97+ou9oCzfI';

/** A host with nothing special about it. */
export const host = (name: string, more: Partial<Host> = {}): Host => ({
  name,
  address: name,
  user: 'root',
  port: 22,
  groups: [],
  hostKeys: [],
  ...more,
});
