import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { makeFolder } from './make-folder';

/** Beside the inventory: keys of the controller, what was learned of hosts, and Terraform's own files. */
const PLACE = '.gpulab/hosts';
/** Versions keep nothing of it: there is a private key below. */
const NOT_VERSIONED = '*\n';

/**
 * Where Terraform keeps what it knows of the hosts of an inventory, when no backend is named. Each inventory has its own: what the
 * others of a folder describe has not left.
 */
export const stateFile = (inventory: string): string =>
  join(dirname(inventory), PLACE, `${basename(inventory)}.tfstate`);

/** The folder that the command works in. Nobody but its user can look into it. */
export class WorkFolder {
  static besideInventory(inventory: string): WorkFolder {
    return new WorkFolder(join(dirname(resolve(inventory)), PLACE));
  }

  private constructor(readonly path: string) {}

  in(...names: string[]): string {
    return join(this.path, ...names);
  }

  /** Makes it, takes away rights that others have to it, and keeps it out of version control. */
  prepare(): void {
    makeFolder(this.path);
    chmodSync(this.path, 0o700);
    const ignore = join(dirname(this.path), '.gitignore');
    if (!existsSync(ignore)) writeFileSync(ignore, NOT_VERSIONED);
  }

  /** The text of a file; undefined where there is none. */
  read(...names: string[]): string | undefined {
    const file = this.in(...names);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }

  /** Writes a file in one step: runs at the same time, one for each host, read it. */
  write(text: string, ...names: string[]): void {
    const file = this.in(...names);
    makeFolder(dirname(file));
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, text, { mode: 0o600 });
    renameSync(unfinished, file);
  }
}
