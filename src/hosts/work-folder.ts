import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Beside the inventory: keys of the controller, what was learned of hosts, and Terraform's own files. */
const PLACE = '.gpulab/hosts';

/** The folder that the command works in. Nobody but its user can look into it. */
export class WorkFolder {
  static besideInventory(inventory: string): WorkFolder {
    return new WorkFolder(join(dirname(resolve(inventory)), PLACE));
  }

  private constructor(readonly path: string) {}

  in(...names: string[]): string {
    return join(this.path, ...names);
  }

  /** Makes it, and takes away rights that others have to it. */
  prepare(): void {
    mkdirSync(this.path, { recursive: true, mode: 0o700 });
    chmodSync(this.path, 0o700);
  }

  /** The text of a file; undefined where there is none. */
  read(...names: string[]): string | undefined {
    const file = this.in(...names);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }

  /** Writes a file in one step: runs at the same time, one for each host, read it. */
  write(text: string, ...names: string[]): void {
    const file = this.in(...names);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, text, { mode: 0o600 });
    renameSync(unfinished, file);
  }
}
