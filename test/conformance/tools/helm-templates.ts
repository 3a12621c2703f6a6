import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Manifest } from './api-client';
import { binary, type HelmMajor } from './binaries';

export interface TemplateRequest {
  /** Folder of the chart. */
  readonly chart: string;
  /** Paths of values files, as `-f` gets them. */
  readonly files?: readonly string[];
  /** As `--set` gets them. */
  readonly set?: readonly string[];
  readonly release: string;
  readonly namespace: string;
}

export interface Templated {
  /** What `helm template --include-crds` prints. */
  readonly output: string;
  /** The objects in it, as kubectl reads them. */
  readonly objects: readonly Manifest[];
  /** Why there is no output. */
  readonly error?: string;
}

/** Of memory in use, which is little: Go's default of 100 takes a fifth of the time. Source: https://pkg.go.dev/runtime */
const COLLECT_AFTER_PERCENT = '400';

/** Helm's code of `helm template` in one process that answers many requests (`mods/helm-*`/main.go). */
export class HelmTemplates {
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly waiting: { resolve(answer: Templated): void; reject(error: Error): void }[] = [];
  private complaint = '';

  public constructor(major: HelmMajor) {
    const path = binary(`helm-${major}`, 'helm-templates');
    if (!existsSync(path)) throw new Error(`no Helm ${major} to compare with: npm run conformance builds it`);
    this.process = spawn(path, { env: { GOGC: COLLECT_AFTER_PERCENT }, stdio: 'pipe' });
    this.process.stderr.setEncoding('utf8').on('data', (part) => (this.complaint += part));
    this.process.on('close', () => this.fail());
    this.process.stdin.on('error', () => undefined);
    createInterface(this.process.stdout).on('line', (line) => this.waiting.shift()!.resolve(JSON.parse(line)));
  }

  /** Answers come in the order of the requests. */
  public template(request: TemplateRequest): Promise<Templated> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.process.stdin.write(`${JSON.stringify(request)}\n`);
    });
  }

  public close(): void {
    this.process.stdin.end();
  }

  private fail(): void {
    for (const { reject } of this.waiting.splice(0)) reject(new Error(`helm-templates ended\n${this.complaint}`));
  }
}
