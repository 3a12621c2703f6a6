import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Installs packages of Debian whose programs (a name on PATH, or a path) are not there. Their services are not started. */
export function installPackages(packages: { readonly [tool: string]: string }): void {
  const isThere = (tool: string) =>
    tool.startsWith('/') ? existsSync(tool) : spawnSync('sh', ['-c', 'command -v "$1"', 'sh', tool]).status === 0;
  const missing = Object.keys(packages).filter((tool) => !isThere(tool));
  if (missing.length === 0) return;
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
      encoding: 'utf8',
    });
  apt('update');
  const names = [...new Set(missing.map((tool) => packages[tool]))];
  const { status, stderr } = apt('install', '-y', '--no-install-recommends', ...names);
  if (status !== 0) throw new Error(`no ${missing.join(', ')}, and they cannot be installed: ${stderr}`);
}
