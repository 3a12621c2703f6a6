import { spawnSync } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';

/** Installs a package of Debian. Throws where that is not possible: nothing is skipped. */
export function installPackage(name: string): void {
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, encoding: 'utf8' });
  apt('update');
  const { status, stderr } = apt('install', '-y', '--no-install-recommends', name);
  if (status !== 0) throw new Error(`no ${name}, and it cannot be installed: ${stderr}`);
}

/** A port of loopback that nobody listens on just now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
