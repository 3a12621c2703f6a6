import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commandError, FindingsError } from '../../cli/finding';
import type { PemFile } from './material';

/** Nobody but the owner: among them are keys (facts: compute-nodes.md 5.3). */
const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

interface Target {
  readonly file: string;
  readonly text: string;
  readonly mode?: number;
}

/** Writes the inventory, and the PEM files if that is wanted. Never over another file: then nothing is written. */
export function writeInventory(file: string, text: string, pems: readonly PemFile[], folder?: string): string[] {
  const targets: Target[] = [
    { file, text },
    ...(folder === undefined
      ? []
      : pems.map((pem) => ({ file: join(folder, pem.name), text: pem.text, mode: OWNER_ONLY }))),
  ];
  const missing = targets.filter((target) => !isThere(target));
  for (const target of missing) {
    mkdirSync(dirname(target.file), { recursive: true, mode: target.mode && OWNER_ONLY_FOLDER });
    writeFileSync(target.file, target.text, { flag: 'wx', mode: target.mode });
  }
  return missing.map((target) => target.file);
}

/** Is the file there as it would be written? */
function isThere({ file, text }: Target): boolean {
  if (!existsSync(file)) return false;
  if (readFileSync(file, 'utf8') === text) return true;
  const hint = 'name another file, or move that one away';
  throw new FindingsError([commandError('GPULAB4217', 'the file is there with other content', { file, hint })]);
}
