import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findingsOf } from '../../../../src/cli/finding';
import { FILES_PART } from '../../../../src/hosts/apply/files-part';
import { fleetOf } from '../../../../src/hosts/fleet';
import { Project } from '../../../support/project';
import { manifestOf } from '../support/host';

const SECRET = { marker: '@@GPULAB-SECRET-1@@', env: 'GPULAB_TEST_SECRET', file: null, quote: 'none' as const };
const MANIFEST = manifestOf({ host: 'gpu-01', files: [{ path: '/etc/a.conf', secrets: [SECRET] }] });

let project: Project;
beforeEach(() => {
  project = new Project({
    'inventory.yaml': 'apiVersion: gpulab/v1\nssh: {user: root}\nhosts: [{name: gpu-01}, {name: gpu-02}]\n',
    'dist/hosts/gpu-01/host.json': JSON.stringify(MANIFEST),
    'dist/hosts/gpu-01/files/etc/a.conf': 'password @@GPULAB-SECRET-1@@\n',
  });
  process.env.GPULAB_TEST_SECRET = 'correct horse';
});
afterEach(() => {
  project.remove();
  delete process.env.GPULAB_TEST_SECRET;
});

const fleet = () => fleetOf(join(project.folder, 'inventory.yaml'));
const wanted = (index = 0) => JSON.stringify(FILES_PART.wanted(fleet(), fleet().hosts[index]));
/** A machine that has nothing of it. */
const connection = { run: async () => ({ status: 0, stdout: 'user 0\nend\n', stderr: '' }) } as never;
const look = (index = 0) => FILES_PART.look(connection, fleet(), fleet().hosts[index]);

test('what Terraform keeps of a host changes with its files, and holds no secret', () => {
  const before = wanted();
  expect(before).not.toContain('horse');
  process.env.GPULAB_TEST_SECRET = 'another';
  expect(wanted()).toBe(before);
  project.write('dist/hosts/gpu-01/files/etc/a.conf', 'user root\n');
  expect(wanted()).not.toBe(before);
});

test('a look says what differs', async () => {
  expect(await look()).toEqual(['file /etc/a.conf: is not there']);
});

test('a host that the program says nothing of gets nothing', async () => {
  expect([wanted(1), await look(1)]).toEqual(['[]', []]);
});

test('a secret that is not set is told, before anything is done', async () => {
  delete process.env.GPULAB_TEST_SECRET;
  expect(findingsOf(await look().catch((error) => error))).toMatchObject([{ code: 'GPULAB4551' }]);
});
