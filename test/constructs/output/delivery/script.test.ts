import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Duration } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import type { LabApp } from '../../../../constructs/app';
import { LabChart, Wait } from '../../../../constructs/core';
import { Delivery } from '../../../../constructs/output';
import { chart, commandIn, deliver, inFolder, type Output, readyWhen, release } from './delivered';

const script = (program: (app: LabApp) => void): Output => deliver([Delivery.script()], program);

/** A namespace of the program's own, an operator in it, and objects that need the operator. */
function stack(app: LabApp): void {
  const spaces = new LabChart(app, 'spaces');
  new ApiObject(spaces, 'n', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'operator-system' } });
  const slow = { timeout: Duration.minutes(3) };
  const ready = Wait.field({ resource: 'widgets.example.com', name: "it's" }, '.status.state', 'ready', slow);
  const operator = release(app, 'operator', readyWhen(ready));
  chart(app, 'widgets').addDependency(operator);
  release(app, 'other', {}, { repository: 'oci://registry.example.com/charts/', version: 'v2.0.0' });
}

/** The part of a script that installs a step. */
const stepOf = (output: Output, name: string): string =>
  new RegExp(`^if begin ${name}; then\n([\\s\\S]*?)^fi$`, 'm').exec(output.get('install.sh')!)![1];

describe('a step of install.sh', () => {
  const output = script(stack);

  test('of a release: chart, repository, version, namespace, values, and waits after it', () => {
    expect(stepOf(output, 'operator')).toBe(`  helm upgrade --install operator operator \\
    --repo https://charts.example.com/stable \\
    --version 1.2.3 \\
    --namespace operator-system \\
    --values values/operator.yaml \\
    --wait --timeout 900s
  wait_for 180 'jsonpath={.status.state}=ready' -- widgets.example.com 'it'\\''s'
`);
  });

  test('of a chart in a registry, whose namespace nobody makes', () => {
    expect(stepOf(output, 'other')).toBe(`  helm upgrade --install other oci://registry.example.com/charts/other \\
    --version v2.0.0 \\
    --namespace other-system --create-namespace \\
    --values values/other.yaml \\
    --wait --timeout 900s
`);
  });

  test('of own objects, applied by the server', () => {
    expect(stepOf(output, 'widgets')).toBe('  kubectl apply --server-side -f widgets.k8s.yaml\n');
  });

  test('of own definitions: until the API server knows their kinds', () => {
    const own = script((app) => {
      const definition = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' };
      const spec = { group: 'example.com', scope: 'Cluster', names: { kind: 'W', plural: 'ws' }, versions: [version] };
      new ApiObject(new LabChart(app, 'kinds'), 'd', { ...definition, metadata: { name: 'ws.example.com' }, spec });
    });
    expect(stepOf(own, 'kinds')).toContain(
      '\n  wait_for 60 condition=Established -- customresourcedefinition ws.example.com\n',
    );
  });

  const version = { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } };
});

describe('install.sh', () => {
  /** Runs it with commands that write down what they are asked, from another folder. */
  function run(args: string[], commands: { [name: string]: string } = {}, program = stack) {
    return inFolder((folder) => {
      for (const [name, text] of script(program)) if (!name.includes('/')) writeFileSync(join(folder, name), text);
      const log = join(folder, 'log');
      writeFileSync(log, '');
      const fakes = { helm: '', kubectl: '', ...commands };
      for (const [name, body] of Object.entries(fakes)) {
        if (body !== 'missing') commandIn(folder, name, `echo "${name} $*" >> ${log}\n${body}`);
      }
      const env = { PATH: `${folder}:/usr/bin:/bin` };
      // Tools of this machine must not be found instead of ours.
      if (Object.values(commands).includes('missing')) env.PATH = linksIn(folder);
      const { status, stdout, stderr } = spawnSync('/bin/bash', [join(folder, 'install.sh'), ...args], {
        cwd: '/',
        env: { ...env, CDPATH: '/usr' },
        encoding: 'utf8',
      });
      return {
        status,
        stdout,
        stderr,
        log: spawnSync('cat', [log], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean),
      };
    });
  }

  /** A PATH with nothing but what the script itself calls. */
  function linksIn(folder: string): string {
    for (const name of ['dirname', 'sleep']) commandIn(folder, name, `exec /usr/bin/${name} "$@"`);
    return folder;
  }

  test('runs all steps in order, each with its waits', () => {
    const { status, stderr, log } = run([]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(log.map((line) => line.split(' ').slice(0, 4).join(' '))).toEqual([
      'helm upgrade --install other',
      'kubectl apply --server-side -f',
      'helm upgrade --install operator',
      'kubectl get -- widgets.example.com',
      'kubectl wait --for=jsonpath={.status.state}=ready --timeout=180s',
      'kubectl apply --server-side -f',
    ]);
  });

  test('ends at the first step that fails, and says nothing of success', () => {
    const { status, stdout, log } = run([], { kubectl: 'exit 3' });
    expect(status).toBe(3);
    expect(log).toHaveLength(2);
    expect(stdout).not.toContain('everything is installed');
  });

  test('begins at a step', () => {
    const { stdout, log } = run(['--from', 'operator']);
    expect(stdout.match(/==> .*/g)).toEqual(['==> operator', '==> widgets']);
    expect(log[0]).toMatch(/^helm upgrade --install operator /);
  });

  test.each([[['--from', 'opertor']], [['--from', '']], [['operator']], [['--from']]])('refuses %j', (args) => {
    const { status, log } = run(args);
    expect({ status, log }).toEqual({ status: 2, log: [] });
  });

  test('names the steps when there is none of a name', () => {
    expect(run(['--from', 'opertor']).stderr).toBe(
      'there is no step opertor; the steps are:\n  other\n  spaces\n  operator\n  widgets\n',
    );
  });

  test('names every command that is missing before it does anything', () => {
    const { status, stderr, log } = run([], { helm: 'missing', kubectl: 'missing' });
    expect({ status, log }).toEqual({ status: 1, log: [] });
    expect(stderr).toContain('not on PATH: helm kubectl\n');
  });

  test('asks for no helm where there is no release', () => {
    const { status } = run([], { helm: 'missing' }, (app) => void chart(app, 'only'));
    expect(status).toBe(0);
  });

  test('waits until an object is there before it waits for its state', () => {
    const later = 'if [ "$1" = get ] && [ ! -e "$0.seen" ]; then : > "$0.seen"; exit 1; fi';
    const { status, log } = run(['--from', 'operator'], { kubectl: later });
    expect(status).toBe(0);
    expect(log.filter((line) => line.startsWith('kubectl get'))).toHaveLength(2);
    expect(log.find((line) => line.startsWith('kubectl wait'))).toContain('--timeout=178s');
  });

  test('gives up on an object that does not come, and shows why', () => {
    const quick = { timeout: Duration.seconds(1) };
    const { status, stderr } = run([], { kubectl: 'echo NotFound >&2; exit 1' }, (app) => {
      release(app, 'operator', readyWhen(Wait.definition('ws.example.com', quick)));
    });
    expect(status).toBe(1);
    expect(stderr).toBe('NotFound\n');
  });
});

describe('INSTALL.md', () => {
  const page = script(stack).get('INSTALL.md')!;

  test('numbers the steps, and says why each is there and where', () => {
    expect(page.match(/^## .*$/gm)).toEqual([
      '## 1. other',
      '## 2. spaces',
      '## 3. operator',
      '## 4. widgets',
      '## Removing everything',
    ]);
    expect(page).toContain(
      'Chart `operator` `1.2.3` of `https://charts.example.com/stable` as release `operator`, with the values in ' +
        '`values/operator.yaml`. Its namespace `operator-system` is there already. It needs `spaces`, so it comes after.',
    );
  });

  test('has the commands of the script', () => {
    const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)\n```$/gm)].map(([, text]) => text);
    const commands = stepOf(script(stack), 'operator')
      .split('\n')
      .slice(0, 6)
      .map((line) => line.slice(2));
    expect(blocks).toContain(commands.join('\n'));
  });

  test('removes last what came first', () => {
    const removal = page.slice(page.indexOf('## Removing')).match(/^(?:helm|kubectl) .*$/gm);
    expect(removal).toEqual([
      'kubectl delete --ignore-not-found -f widgets.k8s.yaml',
      'helm uninstall operator --namespace operator-system --wait',
      'kubectl delete --ignore-not-found -f spaces.k8s.yaml',
      'helm uninstall other --namespace other-system --wait',
    ]);
  });

  test('a block of commands ends where it should, whatever is in it', () => {
    const wait = Wait.field({ resource: 'w.example.com', name: 'w' }, '.a', '```');
    const { size } = script((app) => void release(app, 'r', readyWhen(wait)));
    expect(size).toBeGreaterThan(0);
    const text = script((app) => void release(app, 'r', readyWhen(wait))).get('INSTALL.md')!;
    expect(text).toMatch(/^````sh\nuntil [\s\S]*'--for=jsonpath=\{\.a\}=```' [\s\S]*?\n````$/m);
  });
});

test('a program with releases and no word about deliveries has the script', () => {
  const output = deliver([], (app) => void release(app, 'operator'));
  expect([...output.keys()]).toEqual(['INSTALL.md', 'apply-order.txt', 'install.sh', 'values/operator.yaml']);
  expect(output.get('apply-order.txt')).toBe('# INSTALL.md\n# install.sh\n# values/operator.yaml\n');
});
