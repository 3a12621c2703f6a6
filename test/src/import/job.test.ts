import { describe, expect, test } from 'vitest';
import { jobOf, remarkOf, told } from './support';

const BASE = 'NameSpace: zhang3\n';

describe('keys that no chart reads', () => {
  test.each([
    ['nogfs: true', 'nogfs', 'NoGFS'],
    ['gpu: RTX4090', 'gpu', 'GPU'],
    ['UIDD: 2001', 'UIDD', 'UID'],
    ['memory: 8Gi', 'memory', 'Limits.memory'],
    ['Limits: {Memory: 8Gi}', 'Limits.Memory', 'Limits.memory'],
    ['Limits: {gpu: 1}', 'Limits.gpu', 'Limits.GPU'],
  ])('%s: left out, with the nearest key', (text, key, near) => {
    const job = jobOf(`${BASE}${text}\n`);
    expect(told(job)).toEqual([expect.stringMatching(/^dropped 2:\d+ \S+ GPULAB4221$/)]);
    expect(remarkOf(job, key)?.hint).toBe(`did you mean "${near}"?`);
  });

  test('no key is suggested that the file gives', () => {
    expect(remarkOf(jobOf(`${BASE}UID: 0\nUIDD: 2001\n`), 'UIDD')?.hint).toBeUndefined();
  });

  test('the value, which may be a secret, is not shown', () => {
    expect(JSON.stringify(jobOf(`${BASE}PASSWORD: s3cret\n`).entries)).not.toContain('s3cret');
  });

  test('the mail belongs to the roster', () => {
    expect(told(jobOf(`${BASE}EMAIL: a@b.c\n`))).toEqual(['dropped 2:1 EMAIL GPULAB4222']);
  });

  test('Namespace is not NameSpace, which is missing then', () => {
    const job = jobOf('Namespace: zhang3\n');
    expect(told(job)).toEqual(['dropped 1:1 Namespace GPULAB4221', 'wrong 1:1 NameSpace GPULAB4205']);
  });
});

test('an image that moves is told with both places', () => {
  const job = jobOf(`${BASE}ContainerImage: old.example/a:1\n`, ['old.example=new.example']);
  expect(told(job)).toEqual(['changed 2:17 ContainerImage GPULAB4215']);
  expect(remarkOf(job, 'ContainerImage')?.message).toMatch(/"old\.example\/a:1" becomes "new\.example\/a:1"$/);
});

test.each(['a:b:c', 'a//b', 'a@b', 'Foo/Bar:x', 'a:', '/a', `a@sha256:0123`])('%s is no image', (image) => {
  expect(told(jobOf(`${BASE}ContainerImage: "${image}"\n`))).toEqual(['wrong 2:17 ContainerImage GPULAB2203']);
});

describe('Limits', () => {
  test('empty: nothing is given', () =>
    expect(told(jobOf(`${BASE}Limits:\n`))).toEqual(['dropped 2:1 Limits GPULAB4223']));
  test.each(['big', '[8, 16Gi]', '8'])('%s is no mapping', (text) => {
    expect(told(jobOf(`${BASE}Limits: ${text}\n`))).toEqual(['wrong 2:9 Limits GPULAB4203']);
  });
});

describe('what belongs together', () => {
  test('GPUs need a model, and which ones there are is told', () => {
    const job = jobOf(`${BASE}Limits: {GPU: 1}\n`);
    expect(told(job)).toEqual(['wrong 1:1 GPU GPULAB2208']);
    expect(remarkOf(job, 'GPU')).toMatchObject({
      message: 'Limits.GPU is 1, but there is no GPU',
      hint: 'give a GPU of the site: RTX4090D, RTX4090, RTX3090',
    });
    expect(told(jobOf(`${BASE}Limits: {GPU: 0}\n`))).toEqual([]);
  });

  test('a model that the site does not have', () => {
    const job = jobOf(`${BASE}GPU: rtx-4090\n`);
    expect(told(job)).toEqual(['wrong 2:6 GPU GPULAB2209']);
    expect(remarkOf(job, 'GPU')?.hint).toContain('RTX4090');
    // A number is told once, not as a missing model as well.
    expect(told(jobOf(`${BASE}GPU: 4090\nLimits: {GPU: 1}\n`))).toEqual(['wrong 2:6 GPU GPULAB4203']);
  });

  test('a host needs a port, and both keys are named', () => {
    const job = jobOf(`${BASE}IngressHost: a.example.edu\n`);
    expect(told(job)).toEqual(['wrong 2:14 IngressHost GPULAB2211']);
    expect(remarkOf(job, 'IngressHost')?.message).toMatch(/^IngressHost .* without ExtraPort/);
    // A port that is wrong is not also missing.
    expect(told(jobOf(`${BASE}IngressHost: a.example.edu\nExtraPort: web\n`))).toEqual([
      'wrong 3:12 ExtraPort GPULAB4203',
    ]);
  });

  test('the size of /dev/shm is read only where that is on', () => {
    expect(told(jobOf(`${BASE}UseShm: no\nShmSize: 8Gi\n`))).toEqual([
      'changed 2:9 UseShm GPULAB4211',
      'dropped 3:1 ShmSize GPULAB4224',
    ]);
    expect(told(jobOf(`${BASE}UseShm: true\nShmSize: 8Gx\n`))).toEqual(['wrong 3:10 ShmSize GPULAB2201']);
  });
});

describe('names', () => {
  test('one that becomes too long is told with its arithmetic', () => {
    const base = 'a'.repeat(50);
    const job = jobOf(`${BASE}BaseName: ${base}\n`);
    // The longest part is to be looked at.
    expect(told(job)).toEqual(['wrong 2:11 BaseName GPULAB2205']);
    const { message, hint } = remarkOf(job, 'BaseName')!;
    expect(message).toContain(
      '67 characters (6 of the namespace + 1 + 50 of the base name + 1 + 4 of the release + 5 of "-port"), 63 are allowed',
    );
    expect(hint).toBe('give it a DeployName of at most 58 characters, or a shorter BaseName or release');
  });

  test('names of label and container are made without the namespace', () => {
    const job = jobOf(`NameSpace: ${'z'.repeat(62)}\nBaseName: ${'a'.repeat(61)}\nDeployName: a\n`);
    expect(told(job)).toEqual(['wrong 2:11 BaseName GPULAB2205']);
    expect(remarkOf(job, 'BaseName')?.hint).toBe('shorten BaseName or release, or give Label and ContainerName');
  });

  test.each([
    ['default', 'GPULAB4205'],
    ['kube-system', 'GPULAB3106'],
    ['kube-mine', 'GPULAB3107'],
    ['cert-manager', 'GPULAB3106'],
  ])('%s is no namespace of a student', (namespace, code) => {
    expect(jobOf(`NameSpace: ${namespace}\n`).entries.map(({ fate, remark }) => [fate, remark?.code])).toContainEqual([
      'wrong',
      code,
    ]);
  });

  test('with one more port there is less room', () => {
    const name = 'a'.repeat(54);
    expect(told(jobOf(`${BASE}DeployName: ${name}\n`))).toEqual([]);
    const job = jobOf(`${BASE}DeployName: ${name}\nExtraPort: 80\n`);
    expect(told(job)).toEqual(['wrong 2:13 DeployName GPULAB2205']);
    expect(remarkOf(job, 'DeployName')?.message).toContain('64 characters (54 of DeployName + 10 of "-extraport")');
  });

  test('every name that is wrong by itself is told in one round', () => {
    expect(told(jobOf('NameSpace: Zhang_3\nBaseName: My Job\n'))).toEqual([
      'wrong 1:12 NameSpace GPULAB2203',
      'wrong 2:11 BaseName GPULAB2203',
    ]);
  });

  test('of a name that is wrong itself nothing is put together', () => {
    expect(told(jobOf(`NameSpace: zhang3\nBaseName: 42\nDeployName: Lab_1\n`))).toEqual([
      'wrong 2:11 BaseName GPULAB4203',
      'wrong 3:13 DeployName GPULAB2206',
    ]);
  });
});

describe('hostile texts (ailab.md 10, fact 7)', () => {
  const HOSTILE = [
    '"x\\n  privileged: true"',
    '"x # y"',
    '"x: y"',
    '"{{ .Release.Name }}"',
    `'x"y'`,
    `"x'y"`,
    '"\\0"',
    '"\\uf8f1x\\uf8f2"',
  ];
  test.each(HOSTILE)('%s is no name, image, host or amount', (text) => {
    for (const key of [
      'NameSpace',
      'BaseName',
      'DeployName',
      'Label',
      'ContainerName',
      'ContainerImage',
      'GPU',
      'IngressHost',
      'NVMEStorage',
    ]) {
      const rest = key === 'NameSpace' ? 'ExtraPort: 80\n' : `${BASE}ExtraPort: 80\n`;
      const job = jobOf(`${rest}${key}: ${text}\n`);
      expect(
        job.entries.filter(({ fate }) => fate === 'wrong'),
        key,
      ).toHaveLength(1);
    }
  });

  test('in a command they stay what they are', () => {
    const words = ['x # y', 'x: y', '{{ .Release.Name }}', 'x"y', "x'y", 'a\nb'];
    const job = jobOf(`${BASE}Command: ${JSON.stringify(words)}\n`);
    expect(job.values.get('Command')).toEqual(words);
  });

  test('a value that is called like a prop is not translated', () => {
    const { message } = remarkOf(jobOf(`${BASE}ContainerImage: "gpuModel x"\n`), 'ContainerImage')!;
    expect(message).toBe('ContainerImage "gpuModel x" is not an image reference');
  });

  test('a long value is cut in messages', () => {
    const { message } = remarkOf(jobOf(`${BASE}ContainerImage: "${'a'.repeat(500)} b"\n`), 'ContainerImage')!;
    expect(message.length).toBeLessThan(150);
    expect(message).toContain('aaa..."');
  });
});
