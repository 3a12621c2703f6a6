import { describe, expect, test } from 'vitest';
import { jobOf, remarkOf, told } from './support';

const BASE = 'NameSpace: zhang3\n';

/** What is told of one line below the namespace. */
const line = (text: string, more = ''): string[] => told(jobOf(`${BASE}${text}\n${more}`));

/** What is written for a key. */
const value = (text: string, key: string): unknown => jobOf(`${BASE}${text}\n`).values.get(key);

describe('switches are read as Helm reads them', () => {
  test.each([
    ['true', true, []],
    ['True', true, []],
    ['FALSE', false, []],
    ['yes', true, ['changed 2:8 NoGFS GPULAB4211']],
    ['on', true, ['changed 2:8 NoGFS GPULAB4211']],
    ['n', false, ['changed 2:8 NoGFS GPULAB4211']],
    ['1', true, ['changed 2:8 NoGFS GPULAB4211']],
    ['0', false, ['changed 2:8 NoGFS GPULAB4211']],
    ['"true"', true, ['changed 2:8 NoGFS GPULAB4211']],
  ])('%s', (text, wanted, report) => {
    expect(value(`NoGFS: ${text}`, 'NoGFS')).toBe(wanted);
    expect(line(`NoGFS: ${text}`)).toEqual(report);
  });

  test.each(['"False"', "'no'", '"0"', 'perhaps'])(
    '%s is a text, which counted as on: nobody can tell what is meant',
    (text) => {
      const job = jobOf(`${BASE}UseShm: ${text}\n`);
      expect(told(job)).toEqual(['wrong 2:9 UseShm GPULAB4204']);
      expect(job.values.has('UseShm')).toBe(false);
      expect(remarkOf(job, 'UseShm')?.hint).toContain('without quotes');
    },
  );

  test('a number, a list or a mapping is none', () => {
    for (const text of ['2', '[true]', '{a: b}'])
      expect(line(`UseIB: ${text}`)).toEqual(['wrong 2:8 UseIB GPULAB4203']);
  });
});

describe('numbers', () => {
  test.each([
    ['0000', 0],
    ['010', 8],
    ['0x1F', 31],
    ['"20"', 20],
  ])('UID %s is written as %d', (text, wanted) => {
    expect(value(`UID: ${text}`, 'UID')).toBe(wanted);
    expect(line(`UID: ${text}`)).toEqual(['changed 2:6 UID GPULAB4211']);
  });

  test.each([
    ['Replicas: 0', 'Replicas', 1],
    ['Limits: {CPU: 0}', 'Limits.CPU', 8],
    ['Limits: {memory: 0}', 'Limits.memory', '16Gi'],
    ['NVMEStorage: 0', 'NVMEStorage', '100Gi'],
    ['UseShm: true\nShmSize: 0', 'ShmSize', '8Gi'],
  ])('%s stood for the default', (text, key, wanted) => {
    const job = jobOf(`${BASE}${text}\n`);
    expect(job.values.get(key)).toBe(wanted);
    expect(remarkOf(job, key)?.code).toBe('GPULAB4212');
  });

  test('0 is 0 where it was: user, group, GPUs, and replicas in quotes', () => {
    expect(line('UID: 0\nGID: 0\nLimits: {GPU: 0}')).toEqual([]);
    expect(value('Replicas: "0"', 'Replicas')).toBe(0);
  });

  test('port 0 is no port', () => expect(line('ExtraPort: 0')).toEqual(['dropped 2:1 ExtraPort GPULAB4223']));

  test.each([
    'Replicas: -1',
    'UID: -1',
    'Limits: {GPU: -1}',
    'ExtraPort: 99999999',
    'ExtraPort: 22',
    'Limits: {CPU: -1}',
  ])('%s is refused by the rules of the lab', (text) =>
    expect(line(text)).toEqual([expect.stringMatching(/^wrong 2:\d+ \S+ GPULAB220[12]$/)]),
  );

  test.each(['1.5', 'true', 'many', '[1]', '"007"'])('%s is no whole number', (text) => {
    expect(line(`Replicas: ${text}`)).toEqual(['wrong 2:11 Replicas GPULAB4203']);
  });

  test('amounts may be numbers, large and with a fraction', () => {
    const job = jobOf(`${BASE}Limits: {CPU: 0.5, memory: 17179869184}\n`);
    expect(told(job)).toEqual(['changed 2:15 Limits.CPU GPULAB4211']);
    expect(Object.fromEntries(job.values)).toMatchObject({ 'Limits.CPU': '0.5', 'Limits.memory': 17179869184 });
  });

  test.each(['16G i', '-5Gi', 'big', '8 cores'])('%s is no amount', (text) => {
    expect(line(`NVMEStorage: ${text}`)).toEqual(['wrong 2:14 NVMEStorage GPULAB2201']);
  });
});

describe('texts', () => {
  test.each([
    ['NameSpace: 2023010001', '"2023010001"; names of Services begin with a letter: give a DeployName that does'],
    ['NameSpace: no', 'put it in quotes: "no"'],
  ])('%s is told how to be quoted', (text, hint) => {
    const job = jobOf(`${text}\n`);
    expect(told(job)).toEqual(['wrong 1:12 NameSpace GPULAB4203']);
    expect(remarkOf(job, 'NameSpace')?.hint).toContain(hint);
  });

  test('Label: 1.10 is the number 1.1, and said so', () => {
    const remark = remarkOf(jobOf(`${BASE}Label: 1.10\n`), 'Label');
    expect(remark).toEqual({
      code: 'GPULAB4203',
      message: 'Label is 1.10, which YAML reads as the number 1.1: text is wanted',
      hint: 'put it in quotes: "1.10"',
    });
  });

  test('a namespace of digits in quotes still needs a DeployName', () => {
    expect(told(jobOf('NameSpace: "2023010001"\n'))).toEqual(['wrong 1:12 NameSpace GPULAB2206']);
    expect(told(jobOf('NameSpace: "2023010001"\nDeployName: lab\n'))).toEqual([]);
  });

  test.each(['', ' ""', ' null', ' ~'])('%j is not given', (text) => {
    expect(line(`DeployName:${text}`)).toEqual(['dropped 2:1 DeployName GPULAB4223']);
  });

  test.each([
    ['', '1:1'],
    ['BaseName: x\n', '1:1'],
    ['BaseName: x\nNameSpace: ""\n', '2:12'],
  ])('%j has no namespace', (text, place) => {
    expect(told(jobOf(text))).toEqual([`wrong ${place} NameSpace GPULAB4205`]);
  });
});

describe('a command', () => {
  test.each([
    [`'["python", "/app/x.py"]'`, ['python', '/app/x.py']],
    [`'[python, -u, x.py]'`, ['python', '-u', 'x.py']],
    [`"['a b', \\"c\\"]"`, ['a b', 'c']],
    ['"[\\"a\\"] # comment\\n"', ['a']],
  ])('%s is a list in a text', (text, wanted) => {
    expect(value(`Command: ${text}`, 'Command')).toEqual(wanted);
    expect(line(`Command: ${text}`)).toEqual(['changed 2:10 Command GPULAB4213']);
  });

  test('a real list was printed as one word, and is kept as a list', () => {
    expect(line('Command: [python, x.py]')).toEqual(['changed 2:10 Command GPULAB4214']);
    expect(value('Command: [python, x.py]', 'Command')).toEqual(['python', 'x.py']);
    expect(line('Command: [nginx]')).toEqual([]);
  });

  test.each([
    'python x.py',
    `'["a"'`,
    `'["a"]\n\n  securityContext: {privileged: true}'`,
    `'["sleep", 10]'`,
    '[sleep, 10]',
    '{a: b}',
    '7',
    `'[]'`,
  ])('%s is refused', (text) => {
    const job = jobOf(`${BASE}Command: ${text}\n`);
    expect(told(job)).toEqual(['wrong 2:10 Command GPULAB4207']);
  });

  test('passwords on a command line are not shown', () => {
    for (const text of [`'["login", "s3cret"]'`, 'login s3cret', '[login, s3cret]'])
      expect(JSON.stringify(jobOf(`${BASE}Command: ${text}\n`).entries)).not.toContain('s3cret');
  });

  test('arguments without it had no effect', () => {
    expect(line(`Args: '["-v"]'`)).toEqual(['dropped 2:1 Args GPULAB4224']);
    expect(line('Args: "[]"', 'Command: [nginx]\n')).toEqual(['dropped 2:1 Args GPULAB4223']);
    // Not when it is there, and wrong.
    expect(line(`Command: run`, `Args: '["-v"]'\n`)).toEqual([
      'wrong 2:10 Command GPULAB4207',
      'changed 3:7 Args GPULAB4213',
    ]);
  });
});
