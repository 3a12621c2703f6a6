import type { Finding } from 'cdk8s-gpulab';
import type { HostManifest } from 'cdk8s-gpulab/lib/hosts/private/manifest';
import { z } from 'zod';
import { commandError } from '../../cli/finding';

/** The one version of the format. */
const API_VERSION = 'gpulab/v1';

/** One line, without characters that a terminal obeys. */
const text = z.string().regex(/^[^\p{Cc}]*$/u, 'is not one line without control characters');
const path = text
  .max(4095)
  .refine((value) => isWholePath(value), 'is not an absolute path without //, . or .. or a slash at its end');
const mode = z.string().regex(/^[0-7]{4}$/, 'is not four octal digits, as "0644"');
const account = z.string().regex(/^[a-z_][a-z0-9_-]{0,31}$/, 'is not the name of a user or a group');
const unit = z
  .string()
  .regex(
    /^(?=.{1,255}$)[A-Za-z0-9][A-Za-z0-9:_.\\@-]*\.(?:service|socket|timer|mount|automount|swap|path|target|slice)$/,
    'is not the name of a unit, as "docker.service"',
  );
/** Debian policy 5.6.1. */
const debianPackage = z.string().regex(/^[a-z0-9][a-z0-9+.-]+$/, 'is not the name of a Debian package');
const moduleName = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_-]{0,63}$/, 'is not the name of a kernel module');
const sysctlKey = z
  .string()
  .regex(/^[a-z0-9_]+(?:[./][A-Za-z0-9_-]+)+$/, 'is not the name of a kernel parameter, as "net.ipv4.ip_forward"');

const secret = z
  .strictObject({
    marker: z
      .string()
      .min(8)
      .regex(/^[!-~]+$/, 'is not printable text without blanks'),
    env: z.string().nullable(),
    file: z.string().nullable(),
    quote: z.enum(['none', 'toml', 'json', 'redis']),
  })
  .refine(({ env, file }) => (env === null) !== (file === null), 'says both env and file, or neither');

const file = z
  .strictObject({
    path,
    source: text,
    mode,
    owner: account,
    group: account,
    restart: z.array(unit),
    reload: z.array(unit),
    validate: z.array(text).optional(),
    secrets: z.array(secret).optional(),
  })
  .refine(({ path, source }) => source === `files${path}`, 'has a source that is not files and its path');

const manifest = z.strictObject({
  apiVersion: z.literal(API_VERSION),
  host: text.min(1),
  packages: z.array(debianPackage),
  modules: z.array(moduleName).optional(),
  sysctls: z.record(sysctlKey, text).optional(),
  swap: z.literal(false).optional(),
  directories: z.array(z.strictObject({ path, mode, owner: account, group: account })),
  files: z.array(file),
  absent: z.array(path),
  units: z.array(z.strictObject({ name: unit, enabled: z.boolean(), running: z.boolean() })),
});

function isWholePath(value: string): boolean {
  const [root, ...parts] = value.split('/');
  return root === '' && parts.length > 0 && parts.every((part) => part !== '' && part !== '.' && part !== '..');
}

/** Reads a `host.json`. What is wrong with it goes to `findings`, all of it (GPULAB4550). */
export function readManifest(json: string, name: string, findings: Finding[]): HostManifest | undefined {
  const refuse = (message: string, key?: string) =>
    findings.push(commandError('GPULAB4550', message, { file: name, key, hint: 'make it anew: gpulab synth' }));
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch {
    refuse('the file is no JSON');
    return undefined;
  }
  const { data, error } = manifest.safeParse(document);
  for (const { path: keys, message } of error?.issues ?? []) {
    const key = keys.map(String).join('.');
    refuse(key === '' ? message : `${key}: ${message}`, key || undefined);
  }
  return data;
}
