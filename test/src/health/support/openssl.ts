import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lab } from './lab';

/** OpenSSL's own server. Unlike Node's, it says with an alert why it refuses a client certificate. */
export async function opensslServer({ ca, server }: Lab): Promise<{ port: number; end: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'gpulab-openssl-'));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const files = ['-cert', file('cert', server.cert), '-key', file('key', server.key), '-CAfile', file('ca', ca.cert)];
  const verify = ['-Verify', '1', '-verify_return_error', '-www'];
  const child = spawn('openssl', ['s_server', '-accept', '127.0.0.1:0', ...files, ...verify]);
  let said = '';
  while (!/ACCEPT 127\.0\.0\.1:\d+/.test(said)) said += String((await once(child.stdout, 'data'))[0]);
  return {
    port: Number(/ACCEPT 127\.0\.0\.1:(\d+)/.exec(said)![1]),
    end: () => {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true });
    },
  };
}
