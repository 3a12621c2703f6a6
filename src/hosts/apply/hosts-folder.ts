import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Finding } from 'cdk8s-gpulab';
import { commandError } from '../../cli/finding';
import { Secret, SecretError } from '../../health/secret';
import { type HostManifest, type ManifestFile, type ManifestSecret, readManifest } from './host-manifest';
import { fillSecrets, UnfitSecret } from './secret-value';
import { type HostTexts, type WantedHost, wantedHost } from './wanted-host';

/** Where programs put what stands on machines, below their output folder. */
const FOLDER = 'hosts';
const MANIFEST = 'host.json';

/** What is wanted of every machine of a program, and what is wrong with it. A machine with an error is missing. */
export interface WantedHosts {
  readonly hosts: readonly WantedHost[];
  readonly findings: readonly Finding[];
}

/**
 * Reads `hosts/NAME/host.json` and the files beside it, and puts secrets in.
 *
 * @param output the output folder of a program
 * @param base the folder of the inventory, which files of secrets are relative to
 */
export function readHosts(output: string, base: string): WantedHosts {
  const findings: Finding[] = [];
  const hosts = namesIn(join(output, FOLDER)).flatMap((name) => readHost(join(output, FOLDER, name), base, findings));
  return { hosts, findings };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    // No part of the program says what stands on machines.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** One machine, of the folder that is called like it. */
export function readHost(folder: string, base: string, findings: Finding[]): WantedHost[] {
  const name = join(folder, MANIFEST);
  const before = findings.length;
  const json = textOf(name, findings);
  const manifest = json === undefined ? undefined : readManifest(json, name, findings);
  if (!manifest) return [];
  const texts = readTexts(manifest, folder, base, findings);
  return findings.length > before ? [] : [wantedHost(manifest, texts)];
}

function readTexts(manifest: HostManifest, folder: string, base: string, findings: Finding[]): HostTexts {
  const texts = new Map<string, string>();
  const secrets: string[] = [];
  for (const file of manifest.files) {
    const template = textOf(join(folder, 'files', file.path), findings);
    const filled = template === undefined ? undefined : filledText(manifest.host, file, template, base, findings);
    if (!filled) continue;
    texts.set(file.path, filled.text);
    secrets.push(...filled.values);
  }
  return { texts, secrets };
}

function filledText(host: string, file: ManifestFile, template: string, base: string, findings: Finding[]) {
  const refuse = (source: string, problem: string) => {
    const message = `host ${host}, file ${file.path}: ${source} ${problem}`;
    findings.push(commandError('GPULAB4551', message, { hint: 'set it where this command runs' }));
  };
  let source = '';
  try {
    return fillSecrets(template, file.secrets, (secret) => {
      const found = secretOf(secret, base);
      source = found.source;
      return found.reveal();
    });
  } catch (error) {
    if (error instanceof SecretError) refuse('the', error.message);
    else if (error instanceof UnfitSecret) refuse(`the secret of ${source}`, error.message);
    else throw error;
    return undefined;
  }
}

const secretOf = ({ env, file }: ManifestSecret, base: string): Secret =>
  env === null ? Secret.ofFile(resolve(base, file ?? '')) : Secret.ofEnvironment(env);

function textOf(path: string, findings: Finding[]): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown';
    const hint = 'make it anew: gpulab synth';
    findings.push(commandError('GPULAB4557', `${path} cannot be read (${reason})`, { file: path, hint }));
    return undefined;
  }
}
