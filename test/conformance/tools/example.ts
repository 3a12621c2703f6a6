import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { run } from '../../../tools/run';
import type { ApiClient, Manifest } from './api-client';

const ROOT = join(__dirname, '../../..');
const PROGRAM = join(ROOT, 'examples/ailab/main.ts');
const ROSTER = join(ROOT, 'examples/ailab/roster.csv');

export interface Student {
  readonly uid: string;
  readonly mail: string;
}

/** The student cluster of examples/ailab as the command writes it: what an administrator would apply. */
export class Example {
  public readonly folder = mkdtempSync(join(tmpdir(), 'gpulab-example-'));
  /** Paths of all files, in the order in which they are to be applied. */
  public readonly files: readonly string[];
  public readonly students: readonly Student[];
  private parsed?: Manifest[][];

  public constructor() {
    // The example's own roster, whatever the shell of the tests says.
    const { ROSTER: _, ...env } = process.env;
    run(process.execPath, [join(ROOT, 'src/bin/gpulab'), 'synth', '--app', PROGRAM, '-o', this.folder], { env });
    this.files = lines(join(this.folder, 'apply-order.txt')).map((name) => join(this.folder, name));
    this.students = lines(ROSTER)
      .map((line) => line.split(','))
      .filter(([uid]) => uid.toLowerCase() !== 'uid')
      .map(([uid, mail]) => ({ uid, mail }));
  }

  public dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Every object, file by file. */
  public objectsByFile(): readonly Manifest[][] {
    this.parsed ??= this.files.map(objectsOf);
    return this.parsed;
  }

  /** What all students share, and what belongs to these of them; in the order in which it is to be applied. */
  public objectsFor(...students: readonly Student[]): Manifest[] {
    const others = new Set(this.students.filter((student) => !students.includes(student)).map(({ uid }) => uid));
    const ofOthers = ({ kind, metadata }: Manifest) =>
      others.has(kind === 'Namespace' ? metadata.name : metadata.namespace);
    return this.objectsByFile().flatMap((objects) => (objects.some(ofOthers) ? [] : objects));
  }
}

/** Applies in the order given; one refusal is a failure. */
export async function applyAll(client: ApiClient, objects: readonly Manifest[]): Promise<void> {
  for (const object of objects) await client.mustApply(object);
}

const objectsOf = (file: string): Manifest[] =>
  parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS());

const lines = (file: string): string[] => readFileSync(file, 'utf8').split(/\r?\n/).filter(Boolean);
