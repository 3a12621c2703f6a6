import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Finding } from 'cdk8s-gpulab';
import { filledText, UnfitSecret } from 'cdk8s-gpulab/lib/hosts/private/fill';
import type { HostManifest, ManifestFile, ManifestSecret } from 'cdk8s-gpulab/lib/hosts/private/manifest';
import { commandError } from '../../cli/finding';
import { Secret, SecretError } from '../../health/secret';
import { readManifest } from './host-manifest';
import { type HostTexts, type WantedHost, wantedHost } from './wanted-host';

const MANIFEST = 'host.json';

/**
 * What is wanted of a machine: reads `host.json` and the files beside it, and puts secrets in. What is wrong with it goes to
 * `findings`; there is no host then.
 *
 * @param base the folder of the inventory, which files of secrets are relative to
 */
export function readHost(folder: string, base: string, findings: Finding[]): WantedHost | undefined {
  const name = join(folder, MANIFEST);
  const before = findings.length;
  const json = textOf(name, findings);
  const manifest = json === undefined ? undefined : readManifest(json, name, findings);
  if (!manifest) return undefined;
  const texts = readTexts(manifest, folder, base, findings);
  return findings.length > before ? undefined : wantedHost(manifest, texts);
}

function readTexts(manifest: HostManifest, folder: string, base: string, findings: Finding[]): HostTexts {
  const texts = new Map<string, string>();
  const secrets: string[] = [];
  for (const file of manifest.files) {
    const template = textOf(join(folder, 'files', file.path), findings);
    if (template === undefined) continue;
    try {
      const read = (secret: ManifestSecret) => {
        const value = secretOf(secret, base).reveal();
        secrets.push(value);
        return value;
      };
      texts.set(file.path, filledText(template, file.secrets ?? [], read));
    } catch (error) {
      findings.push(secretProblem(manifest.host, file, error));
    }
  }
  return { texts, secrets };
}

/** The message says where a secret should be, or what it is not, and never what it is. */
function secretProblem(host: string, { path }: ManifestFile, error: unknown): Finding {
  if (!(error instanceof SecretError || error instanceof UnfitSecret)) throw error;
  const message = `host ${host}, file ${path}: ${error.message}`;
  return commandError('GPULAB4551', message, { hint: 'mend it where this command runs' });
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
