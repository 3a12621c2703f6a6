import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually } from './eventually';
import { ProcessGroup } from './processes';

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const gone = (what: string, ask: () => boolean) => eventually(what, 20, async () => ask() || undefined);

test('a group that is stopped leaves neither process nor folder', async () => {
  const group = new ProcessGroup('gpulab-group-');
  group.start('sleeper', '/bin/sh', ['-c', 'echo $$; exec sleep 1000']);
  await gone('its first word', () => group.logged('\n'));
  group.mustRun();
  const [pid] = group.pids();
  await group.stop();
  expect(alive(pid)).toBe(false);
  expect(existsSync(group.folder)).toBe(false);
});

test('a process that ends too early is named, with its last words', async () => {
  const group = new ProcessGroup('gpulab-group-');
  try {
    group.start('sleeper', '/bin/sh', ['-c', 'sleep 1000']);
    group.start('quitter', '/bin/sh', ['-c', 'echo no room']);
    const complaint = await eventually('a complaint', 20, async () => {
      try {
        group.mustRun();
        return undefined;
      } catch (error) {
        return String(error);
      }
    });
    expect(complaint).toContain('quitter ended too early');
    expect(complaint).toContain('no room');
  } finally {
    await group.stop();
  }
});

test('a group whose owner is killed without warning goes after it', async () => {
  const program = `
    const { ProcessGroup } = require(${JSON.stringify(join(__dirname, 'processes.ts'))});
    const group = new ProcessGroup('gpulab-group-');
    group.start('sleeper', '/bin/sleep', ['1000']);
    console.log(JSON.stringify({ folder: group.folder, pid: group.pids()[0] }));
    setInterval(() => undefined, 1000);`;
  const owner = spawn(process.execPath, ['--import', 'tsx', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve) => owner.stdout.once('data', (text) => resolve(String(text))));
  const { folder, pid } = JSON.parse(line);
  expect(alive(pid)).toBe(true);
  expect(readdirSync(folder)).toContain('sleeper.log');
  owner.kill('SIGKILL');
  await gone('the sleeper', () => !alive(pid));
  await gone('its folder', () => !existsSync(folder));
});
