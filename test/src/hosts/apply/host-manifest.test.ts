import { join } from 'node:path';
import type { Finding } from 'cdk8s-gpulab';
import { afterEach, describe, expect, test } from 'vitest';
import { readHost } from '../../../../src/hosts/apply/host-folder';
import { readManifest } from '../../../../src/hosts/apply/host-manifest';
import { Project } from '../../../support/project';
import { manifestOf, type TestFile, type TestHost } from '../support/host';

const problems = (document: unknown): string[] => {
  const findings: Finding[] = [];
  const json = typeof document === 'string' ? document : JSON.stringify(document);
  expect(readManifest(json, 'host.json', findings) === undefined).toBe(findings.length > 0);
  return findings.map(({ code, message }) => `${code} ${message}`);
};
const file = (more: Partial<TestFile>) => ({ path: '/etc/a.conf', ...more });

describe('a host.json', () => {
  test('that the library made is taken', () => expect(problems(manifestOf({ files: [file({})] }))).toEqual([]));
  test('that is cut off', () => expect(problems('{"apiVersion":')).toEqual(['GPULAB4550 the file is no JSON']));

  test('tells every problem at once', () => {
    const manifest = { ...manifestOf({ packages: ['-o'], swap: true as never }), colour: 'red' };
    expect(problems(manifest)).toHaveLength(3);
  });

  test.each<[string, TestHost, RegExp]>([
    [
      'a path that leaves its folder',
      { files: [file({ path: '/etc/../root/.profile' })] },
      /files\.0\.path.*absolute path/,
    ],
    ['a path that is relative', { absent: ['etc/a'] }, /absent\.0.*absolute path/],
    ['a path over two lines', { absent: ['/etc/a\nb'] }, /absent\.0.*control characters/],
    ['a text from elsewhere', { files: [file({ source: 'files/etc/shadow' })] }, /files\.0.*source/],
    ['a mode that is no text of digits', { files: [file({ mode: 'u+s' })] }, /files\.0\.mode.*octal/],
    ['an owner that is an option', { files: [file({ owner: '--reference=x' })] }, /files\.0\.owner/],
    ['a unit that is an option', { units: [{ name: '--now', enabled: true, running: true }] }, /units\.0\.name/],
    ['a package that is an option', { packages: ['-o'] }, /packages\.0: is not the name of a Debian package$/],
    ['a module that is an option', { modules: ['-r'] }, /modules\.0/],
    ['a parameter outside of the kernel', { sysctls: { '../../etc/passwd': 'x' } }, /sysctls/],
    [
      'a secret from two places',
      { files: [file({ secrets: [{ marker: '@@SECRET@@', env: 'A', file: 'b', quote: 'none' }] })] },
      /both env and file, or neither/,
    ],
  ])('with %s is refused', (_name, host, message) => {
    expect(problems(manifestOf(host))).toEqual([expect.stringMatching(message)]);
  });
});

describe('the folder of a host', () => {
  let project: Project;
  afterEach(() => project.remove());
  const secrets = [{ marker: '@@GPULAB-SECRET-1@@', env: null, file: 'keys/key.pem', quote: 'none' as const }];
  const read = () => {
    const findings: Finding[] = [];
    return { host: readHost(join(project.folder, 'dist/hosts/gpu-01'), project.folder, findings), findings };
  };
  const make = (files: { readonly [name: string]: string }) => {
    const manifest = JSON.stringify(manifestOf({ files: [file({ secrets })] }));
    project = new Project({ 'dist/hosts/gpu-01/host.json': manifest, ...files });
    return read();
  };
  const TEXT = { 'dist/hosts/gpu-01/files/etc/a.conf': '@@GPULAB-SECRET-1@@' };

  test('gives the texts with their secrets, which no print of a host shows', () => {
    const { host, findings } = make({ ...TEXT, 'keys/key.pem': 'top secret\nsecond line\n' });
    expect(findings).toEqual([]);
    expect(host!.files[0].text()).toBe('top secret\nsecond line\n');
    expect(JSON.stringify(host)).not.toMatch(/secret|second/);
    expect(host!.hide('line 1: "top secret"; line 2: second line')).toBe('line 1: "***"; line 2: ***');
  });

  test('with a secret that is nowhere is an error that says where it should be', () => {
    const { host, findings } = make(TEXT);
    expect(host).toBeUndefined();
    expect(findings).toMatchObject([
      { code: 'GPULAB4551', message: expect.stringMatching(/^host gpu-01, file \/etc\/a\.conf: file .*ENOENT/) },
    ]);
  });

  test('with a secret that does not fit is an error that does not repeat it', () => {
    const { findings } = make({
      'dist/hosts/gpu-01/files/etc/a.conf': 'pass @@GPULAB-SECRET-1@@\n',
      'keys/key.pem': 'hunter2\nroot',
    });
    expect(findings).toMatchObject([
      { code: 'GPULAB4551', message: expect.stringMatching(/the secret of keys\/key\.pem has several lines/) },
    ]);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  test('without the text of a file is an error', () => {
    const { findings } = make({});
    expect(findings).toMatchObject([{ code: 'GPULAB4557', message: expect.stringMatching(/a\.conf cannot be read/) }]);
  });

  test('without host.json is an error', () => {
    project = new Project({});
    expect(read()).toMatchObject({ host: undefined, findings: [{ code: 'GPULAB4557' }] });
  });
});
