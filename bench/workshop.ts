import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { helmBinary } from '../test/conformance/tools/binaries';
import { rosterOf, uidOf } from './students';

const ROOT = join(__dirname, '..');
const GPULAB = join(ROOT, 'src/bin/gpulab');
const PROGRAM = join(__dirname, 'program/main.ts');
/** Below node_modules, so that the variants find cdk8s as a user's program does. */
const BUILT = join(ROOT, 'node_modules/.cache/gpulab-bench');
/** A file system in memory: creating files on a disk takes longer than everything else, and as long for everybody. */
const MEMORY_DISK = '/dev/shm';

/** What a student's objects are, as text with two gaps. */
const TEMPLATE = join(__dirname, 'variants/student.yaml.j2');
/** A chart of charts-out, and of the command. */
const CHART = 'student-workload';
const JINJA = 'jinja2==3.1.6';

/** What a process took. */
export interface Cost {
  /** User and system time of all its threads and children, in ms. */
  readonly cpu: number;
  /** In ms. */
  readonly wall: number;
  /** Peak, in MB. */
  readonly memory: number;
}

/** A command line and what it needs of the environment. */
export interface Command {
  /** What runs. Default: Node. */
  readonly program?: string;
  readonly arguments: readonly string[];
  readonly environment?: { readonly [name: string]: string };
}

/** Builds what is measured, keeps rosters and outputs, and measures. */
export class Workshop {
  private readonly folder = mkdtempSync(join(isWritable(MEMORY_DISK) ? MEMORY_DISK : tmpdir(), 'gpulab-bench-'));
  private readonly rosters = new Set<string>();
  private python: string | undefined;

  constructor() {
    if (!existsSync(join(ROOT, 'src/lib/cli/main.js')))
      throw new Error('nothing is compiled yet: run npx projen compile');
    for (const variant of ['floor', 'by-the-docs', 'app-each', 'emitters', 'template-string']) {
      buildSync({
        entryPoints: [join(__dirname, `variants/${variant}.ts`)],
        outfile: variantFile(variant),
        bundle: true,
        platform: 'node',
        target: 'node20',
        packages: 'external',
        logLevel: 'error',
      });
    }
  }

  /** The command itself, on a program that uses Lab. */
  product(count: number, output: string, environment: Command['environment'] = {}, changed?: number): Command {
    const synth = [GPULAB, 'synth', '--app', PROGRAM, '--output', this.outputOf(output)];
    return { arguments: synth, environment: { ROSTER: this.rosterOf(count, changed), ...environment } };
  }

  variant(name: string, count: number, output: string): Command {
    return { arguments: [variantFile(name), String(count), this.outputOf(output)] };
  }

  /** Students by a template string in Node, from the roster. */
  templateString(count: number, output: string): Command {
    return { arguments: [variantFile('template-string'), TEMPLATE, this.rosterOf(count), this.outputOf(output)] };
  }

  /** The same by Jinja2, which is installed at the first call. */
  jinja(count: number, output: string): Command {
    this.python ??= pythonWithJinja();
    const script = join(__dirname, 'variants/jinja.py');
    return { program: this.python, arguments: [script, TEMPLATE, this.rosterOf(count), this.outputOf(output)] };
  }

  /** One release of the chart of jobs for each of so many values files. */
  renderEach(count: number, output: string): Command {
    const render = [GPULAB, 'render', CHART, '--each', this.valuesFiles(count), '--output', this.outputOf(output)];
    return { arguments: render };
  }

  /** The same, each by a process of Helm. */
  helmTemplates(count: number): Command {
    const helm = helmBinary(3);
    if (!existsSync(helm)) throw new Error('Helm is not built yet: run npm run conformance -- helm once');
    const loop = 'for file in "$2"/*; do "$0" template "$(basename "$file" .yaml)" "$1" -f "$file" || exit 1; done';
    const chart = join(ROOT, 'charts-out', CHART);
    return { program: '/bin/sh', arguments: ['-c', loop, helm, chart, this.valuesFiles(count)] };
  }

  nothing(): Command {
    return { arguments: ['--eval', '0'] };
  }

  /** Runs a command and measures its process; what it says is not read. */
  measure(command: Command): Cost {
    const measured = [join(__dirname, 'measure.py'), command.program ?? process.execPath, ...command.arguments];
    const env = { ...process.env, ...command.environment };
    const { status, ...cost } = JSON.parse(execFileSync('python3', measured, { encoding: 'utf8', env }));
    if (status !== 0) throw new Error(`${command.arguments.join(' ')} ended with ${status}`);
    return cost;
  }

  /** Runs a command for what it prints. */
  read(command: Command): string {
    const env = { ...process.env, ...command.environment };
    const { status, stdout, stderr } = spawnSync(command.program ?? process.execPath, command.arguments, {
      encoding: 'utf8',
      env,
    });
    if (status !== 0) throw new Error(`${command.arguments.join(' ')} ended with ${status}\n${stderr}`);
    return stdout;
  }

  outputOf(name: string): string {
    return join(this.folder, name);
  }

  removeOutput(name: string): void {
    rmSync(this.outputOf(name), { recursive: true, force: true });
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private valuesFiles(count: number): string {
    const folder = join(this.folder, `values-${count}`);
    if (existsSync(folder)) return folder;
    mkdirSync(folder);
    for (let i = 0; i < count; i++) {
      const values = `NameSpace: ${uidOf(i)}\nBaseName: pytorch\nGPU: RTX4090D\nLimits:\n  GPU: 1\n`;
      writeFileSync(join(folder, `job-${i}.yaml`), values);
    }
    return folder;
  }

  private rosterOf(count: number, changed?: number): string {
    const file = join(this.folder, `roster-${count}-${changed ?? 'as-is'}.csv`);
    if (!this.rosters.has(file)) writeFileSync(file, rosterOf(count, changed));
    this.rosters.add(file);
    return file;
  }
}

function variantFile(name: string): string {
  mkdirSync(BUILT, { recursive: true });
  return join(BUILT, `${name}.cjs`);
}

function pythonWithJinja(): string {
  const venv = join(BUILT, 'python');
  const python = join(venv, 'bin/python');
  if (!existsSync(join(venv, JINJA))) {
    execFileSync('python3', ['-m', 'venv', venv]);
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', JINJA]);
    writeFileSync(join(venv, JINJA), '');
  }
  return python;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
