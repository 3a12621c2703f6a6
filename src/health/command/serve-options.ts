import { createPrivateKey, X509Certificate } from 'node:crypto';
import { statSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { Finding } from 'cdk8s-gpulab';
import type { OptionValues } from '../../cli/command';
import { commandError, FindingsError, findingsOf, usageError } from '../../cli/finding';
import { Secret, SecretError } from '../secret';
import { TokenError, Tokens } from '../server/http/auth';
import type { Place } from '../store';
import { KeyError, Vault } from '../store/vault';

const HINT = 'gpulab health --help';
const DEFAULT_HOST = '127.0.0.1';
const LOCAL = new Set([DEFAULT_HOST, '::1', 'localhost']);
/** The old system's (facts: compute-nodes.md 4). */
const DEFAULT_PORT = 8888;
const DEFAULT_FOLDER = 'gpulab-health';
const DEFAULT_RETENTION_DAYS = 90;
const LONGEST_RETENTION_DAYS = 3650;

const text = (options: OptionValues, name: string) => options[name] as string | undefined;
const refuse = (code: string, message: string, hint: string): FindingsError =>
  new FindingsError([commandError(code, message, { hint })]);

/** What all of them give; what is wrong with any is told together. */
export function attemptAll<T extends readonly unknown[]>(...makers: { [index in keyof T]: () => T[index] }): T {
  const findings: Finding[] = [];
  const made = makers.map((make) => {
    try {
      return make();
    } catch (error) {
      const found = findingsOf(error);
      if (!found) throw error;
      findings.push(...found);
      return undefined;
    }
  });
  if (findings.length > 0) throw new FindingsError(findings);
  return made as unknown as T;
}

/** Where the store is: no password ever stands in a command line. */
export function placeOf(options: OptionValues): Place {
  const [data, file] = [text(options, 'data'), text(options, 'database-file')];
  if (data !== undefined && file !== undefined) {
    throw usageError('either --data or --database-file says where the store is, not both', HINT);
  }
  if (data !== undefined) return { folder: resolve(data) };
  if (file === undefined && !process.env.DATABASE_URL) return { folder: resolve(DEFAULT_FOLDER) };
  const [url] = secretText(file, 'DATABASE_URL', 'GPULAB4406', 'URL of the database').trim().split(/\r?\n/);
  if (!/^postgres(?:ql)?:\/\//.test(url)) {
    throw refuse('GPULAB4406', 'the URL of the database is none of postgresql://USER:PASSWORD@HOST/NAME', HINT);
  }
  return { url };
}

const TOKEN_FORM = 'write TOKEN or NAME:TOKEN, one a line';
const KEY_FORM = 'write the key that the store was begun with, 32 bytes in base64 or hexadecimal, one a line';

export function tokensOf(options: OptionValues): Tokens {
  const hint = '(umask 077; openssl rand -hex 32 > token); gpulab health serve --token-file token';
  return parsed(TokenError, 'GPULAB4410', TOKEN_FORM, () =>
    Tokens.of(secretText(text(options, 'token-file'), 'GPULAB_HEALTH_TOKEN', 'GPULAB4410', 'token', hint)),
  );
}

/** Who may read /metrics, and nothing else. */
export function metricsTokensOf(options: OptionValues): Tokens | undefined {
  const file = text(options, 'metrics-token-file');
  if (file === undefined && !process.env.GPULAB_METRICS_TOKEN) return undefined;
  const hint = '(umask 077; openssl rand -hex 32 > metrics-token)';
  return parsed(TokenError, 'GPULAB4410', TOKEN_FORM, () =>
    Tokens.of(secretText(file, 'GPULAB_METRICS_TOKEN', 'GPULAB4410', 'token for metrics', hint)),
  );
}

export function vaultOf(options: OptionValues): Vault {
  const hint = '(umask 077; openssl rand -base64 32 > secret.key); gpulab health serve --secret-key-file secret.key';
  return parsed(KeyError, 'GPULAB4408', KEY_FORM, () =>
    Vault.of(secretText(text(options, 'secret-key-file'), 'GPULAB_SECRET_KEY', 'GPULAB4408', 'key for secrets', hint)),
  );
}

/** PEM texts of the server itself. */
export function tlsOf(options: OptionValues): { cert: string; key: string } | undefined {
  const [cert, key] = [text(options, 'tls-cert'), text(options, 'tls-key')];
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) throw usageError('--tls-cert and --tls-key go together', HINT);
  const hint = 'give PEM files of a certificate and of its key, which is not encrypted';
  const texts = {
    cert: secretText(cert, '', 'GPULAB4412', 'certificate', hint),
    key: secretText(key, '', 'GPULAB4412', 'key', hint),
  };
  let fits: boolean;
  try {
    fits = new X509Certificate(texts.cert).checkPrivateKey(createPrivateKey(texts.key));
  } catch {
    throw refuse('GPULAB4412', `${cert} or ${key} cannot be read as PEM`, hint);
  }
  if (!fits) throw refuse('GPULAB4412', `the key in ${key} is not that of the certificate in ${cert}`, hint);
  return texts;
}

/** Where to listen. Beyond this machine without TLS is worth a warning: the token is sent with every request. */
export function listenOf(options: OptionValues): { host: string; port: number; findings: Finding[] } {
  const listen = text(options, 'listen') ?? `${DEFAULT_HOST}:${DEFAULT_PORT}`;
  const [, bracketed, plain, digits] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(listen) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host === undefined || port > 65_535 || (bracketed !== undefined && isIP(bracketed) !== 6)) {
    throw usageError(`--listen "${listen}" is no HOST:PORT`, HINT);
  }
  const isOpen = options['tls-cert'] === undefined && !LOCAL.has(host);
  return { host, port, findings: isOpen ? [openWarning(listen)] : [] };
}

const openWarning = (listen: string): Finding => ({
  level: 'warning' as Finding['level'],
  code: 'GPULAB4413',
  message: `listens on ${listen} without TLS: whoever sees the network reads the token`,
  hint: 'give --tls-cert and --tls-key, or listen on 127.0.0.1 behind a proxy that speaks TLS',
});

const SECRET_FILES = ['token-file', 'metrics-token-file', 'secret-key-file', 'database-file', 'tls-key'];
/** Rights of those that are neither owner nor of the group (chmod(2)). */
const OTHERS_MAY_READ = 0o004;

/** Files of secrets that every user of this machine may read. Windows has no such rights. */
export function readableByAll(options: OptionValues): Finding[] {
  const files = SECRET_FILES.map((name) => text(options, name)).filter((file) => file !== undefined);
  if (process.platform === 'win32') return [];
  return files
    .filter((file) => (statSync(file, { throwIfNoEntry: false })?.mode ?? 0) & OTHERS_MAY_READ)
    .map((file) => ({
      level: 'warning' as Finding['level'],
      code: 'GPULAB4414',
      message: `${file} may be read by every user of this machine`,
      hint: `chmod 600 ${file}`,
    }));
}

export function retentionOf(options: OptionValues): number {
  const days = text(options, 'retention');
  if (days === undefined) return DEFAULT_RETENTION_DAYS;
  const number = /^\d{1,5}$/.test(days) ? Number(days) : 0;
  if (number >= 1 && number <= LONGEST_RETENTION_DAYS) return number;
  throw usageError(`--retention "${days}" is no number of days from 1 to ${LONGEST_RETENTION_DAYS}`, HINT);
}

/** A new one would take the place of the one that is there, and with it all that only the old one opens. */
const MEND = 'the file is there: mend its path or its rights, and do not make another';

/** The text of a file, else of a variable. The hint is for who has none yet. */
function secretText(file: string | undefined, variable: string, code: string, what: string, hint = HINT): string {
  const secret = file === undefined ? Secret.ofEnvironment(variable) : Secret.ofFile(resolve(file));
  try {
    return secret.reveal();
  } catch (error) {
    if (!(error instanceof SecretError)) throw error;
    throw refuse(code, `there is no ${what}: ${error.message}`, error.isAbsent ? hint : MEND);
  }
}

/** Words for a text that is not what it should be. */
function parsed<T>(Kind: new (...all: any[]) => Error, code: string, hint: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof Kind ? refuse(code, error.message, hint) : error;
  }
}
