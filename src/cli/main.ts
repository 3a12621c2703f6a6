import { writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Finding } from 'cdk8s-gpulab';
import { version } from '../package.json';
import { COMMON_HELP, COMMON_OPTIONS, type Command, type OptionValues, type Outcome } from './command';
import { commandError, findingsOf, isError, usageError } from './finding';
import { pathFromHere } from './here';
import * as synth from './synth';

/** Loaded when named: `synth` must not pay for what `explain` needs. */
const COMMANDS: { readonly [name: string]: () => Promise<{ command: Command }> } = {
  synth: async () => synth,
  check: () => import('./check'),
  graph: () => import('./graph'),
  images: () => import('./images'),
  import: () => import('./import'),
  fit: () => import('./fit'),
  generate: () => import('./generate'),
  render: () => import('./render'),
  schema: () => import('./schema'),
  health: () => import('./health'),
  probe: () => import('./probe'),
  hosts: () => import('./hosts'),
  explain: () => import('./explain'),
};

const STDOUT = 1;
const OK = 0;
const ERRORS = 1;
const USAGE_OR_CRASH = 2;
const USAGE_CODES = new Set(['GPULAB4001', 'GPULAB4002', 'GPULAB4007']);

async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version') return print(`${version}\n`);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    await print(await overview());
    return name === undefined ? USAGE_OR_CRASH : OK;
  }
  const json = args.includes('--json');
  let isReader: boolean | undefined;
  try {
    if (!Object.hasOwn(COMMANDS, name)) throw usage(`there is no command "${name}"`);
    const { command } = await COMMANDS[name]();
    isReader = command.isReader;
    const { values, positionals } = parse(command, rest);
    if (values.help) return print(helpOf(command));
    const outcome = await command.run(values, positionals);
    await tell(outcome, json, isReader);
    return statusOf(outcome.findings, values.strict === true);
  } catch (error) {
    const findings = findingsOf(error);
    if (!findings) return crash(error, json);
    await tell({ findings }, json, isReader);
    return findings.some(({ code }) => USAGE_CODES.has(code)) ? USAGE_OR_CRASH : ERRORS;
  }
}

const usage = (message: string) => usageError(message, 'see gpulab --help');

function parse(command: Command, args: string[]) {
  try {
    const parsed = parseArgs({ args, options: { ...COMMON_OPTIONS, ...command.options }, allowPositionals: true });
    if (parsed.positionals.length > command.positionals) {
      throw new Error(`unexpected argument "${parsed.positionals[command.positionals]}"`);
    }
    return { values: parsed.values as OptionValues, positionals: parsed.positionals };
  } catch (error) {
    const message = (error as Error).message.split(/\.\s/)[0];
    throw usage(message.charAt(0).toLowerCase() + message.slice(1));
  }
}

function statusOf(findings: readonly Finding[], strict: boolean): number {
  return findings.some((finding) => strict || isError(finding)) ? ERRORS : OK;
}

async function tell(outcome: Outcome, json: boolean, isReader = false): Promise<void> {
  const findings = outcome.findings.map((finding) =>
    finding.file === undefined ? finding : { ...finding, file: pathFromHere(finding.file) },
  );
  if (json) {
    await print(`${JSON.stringify({ findings, result: outcome.result ?? null }, undefined, 2)}\n`);
    return;
  }
  if (findings.length > 0 && !outcome.told)
    process.stderr.write((await import('./report')).reportOf(findings, isReader));
  if (outcome.text) await print(outcome.text);
}

/** A bug of ours, so with its stack; in JSON mode still one document. */
async function crash(error: unknown, json: boolean): Promise<number> {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (json)
    await print(`${JSON.stringify({ findings: [commandError('GPULAB4000', text)], result: null }, undefined, 2)}\n`);
  else process.stderr.write(`gpulab crashed; this is a bug of gpulab\n${text}\n`);
  return USAGE_OR_CRASH;
}

/**
 * Straight to the descriptor: `process.stdout` would load all streams of Node first (3 ms). It takes over where a pipe
 * that somebody made non-blocking is full, and waits until the pipe has taken everything: exiting earlier would cut long output.
 */
async function print(text: string): Promise<number> {
  const bytes = Buffer.from(text);
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(STDOUT, bytes, written);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN') await printToStream(bytes.subarray(written));
    else if (code !== 'EPIPE') throw error;
  }
  return OK;
}

function printToStream(bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? resolve() : reject(error)));
    process.stdout.write(bytes, () => resolve());
  });
}

async function overview(): Promise<string> {
  const lines: string[] = [];
  for (const name of Object.keys(COMMANDS))
    lines.push(`  ${name.padEnd(12)}${(await COMMANDS[name]()).command.summary}`);
  return `a GPU lab as typed code

usage: gpulab COMMAND [options]

${lines.join('\n')}

every command:
${COMMON_HELP}

exit status: 0 no errors, 1 errors, 2 wrong usage or a crash
`;
}

function helpOf(command: Command): string {
  return `${command.summary}\n\nusage: ${command.usage}\n\n${command.help}\n${COMMON_HELP}\n`;
}

main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
  // What was printed is out, but on Windows. Left alone, Node would tidy up a heap that ends with the process (20 ms at 10,000 students).
  if (process.platform !== 'win32') process.exit();
});
