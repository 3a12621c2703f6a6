import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Duration } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../../constructs/app';
import { LabChart, Wait } from '../../../../constructs/core';
import { byHand } from '../../../../constructs/core/releases/by-hand';
import { provides, refers } from '../../../../constructs/core/rules/stated';
import { Delivery } from '../../../../constructs/output';
import { inFolder } from '../../../support/folder';
import { chart, commandIn, deliver, type Output, readyWhen, release } from './delivered';

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

/** Runs install.sh with commands that write down what they are asked, from another folder. */
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
    expect(text).toMatch(/^````sh\nfor i in [\s\S]*'--for=jsonpath=\{\.a\}=```' [\s\S]*?\n````$/m);
  });
});

describe('work by hand', () => {
  /** A release that wants a Secret in a namespace of the program, and nodes with a label. */
  function wanting(app: LabApp): void {
    app.external.secret('operator-system', 'login');
    app.external.secret('other-system', 'token');
    const spaces = new LabChart(app, 'spaces');
    new ApiObject(spaces, 'n', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'operator-system' } });
    const operator = release(app, 'operator');
    refers({
      release: operator,
      kind: 'Secret',
      namespace: 'operator-system',
      name: 'login',
      key: 'x',
      content: 'with `a`',
    });
    const preparation = {
      text: "two nodes of `it's` have a label",
      command: ['kubectl', 'label', 'node', 'a', 'b', "role=it's"],
      check: ['kubectl', 'get', 'nodes', '--selector', "role=it's", '--output', 'name'],
      least: 2,
    };
    byHand({ release: operator, preparation });
    const other = release(app, 'other');
    refers({ release: other, kind: 'Secret', namespace: 'other-system', name: 'token', key: 'x' });
  }

  test.each([
    ['INSTALL.md', Delivery.script()],
    ['umbrella/README.md', Delivery.umbrella()],
  ])('stands at the head of %s, with the step before which it is done', (file, delivery) => {
    const page = deliver([delivery], wanting).get(file)!;
    const head = page.slice(page.indexOf('## Before you begin'), page.indexOf('## 1. '));
    expect(head.split('\n').filter((line) => line.startsWith('Before step'))).toEqual([
      'Before step 1 (`other`): the Secret `token` of the namespace `other-system` exists. Make the namespace first.',
      "Before step 3 (`operator`): two nodes of `it's` have a label.",
      'Before step 3 (`operator`): the Secret `login` of the namespace `operator-system` exists, with `a`. ' +
        'Step 2 makes the namespace.',
    ]);
    expect(head).toContain("```sh\nkubectl label node a b 'role=it'\\''s'\n```");
  });

  const nodes = (count: number) =>
    `case "$2" in secret) echo secret/x ;; nodes) for i in $(seq ${count}); do echo node/$i; done ;; esac`;

  test('is looked for before the step, and not before', () => {
    const { status, log, stderr } = run([], { kubectl: nodes(2) }, wanting);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const at = (text: string) => log.findIndex((line) => line.startsWith(text));
    expect(at('kubectl get secret login')).toBeGreaterThan(at('kubectl apply'));
    expect(at('kubectl get nodes')).toBeLessThan(at('helm upgrade --install operator'));
  });

  test.each([0, 1])('ends the installation when %s of 2 are there, and says what is to be done', (count) => {
    const { status, stderr, stdout, log } = run([], { kubectl: nodes(count) }, wanting);
    expect(status).toBe(1);
    expect(stderr).toBe(
      "to be done by hand before this step: two nodes of it's have a label\n" +
        "INSTALL.md says how; this looks for it: kubectl get nodes --selector role=it's --output name\n",
    );
    expect(stdout).not.toContain('everything is installed');
    expect(log.some((line) => line.startsWith('helm upgrade --install operator'))).toBe(false);
  });

  test('what the program makes itself is none', () => {
    expect(script(stack).get('INSTALL.md')).not.toContain('Before you begin');
    expect(script(stack).get('install.sh')).not.toContain('prepared');
  });
});

describe('removal', () => {
  const removalOf = (program: (app: LabApp) => void): string => {
    const page = script(program).get('INSTALL.md')!;
    return page.slice(page.indexOf('## Removing'));
  };
  const space = (app: LabApp, name: string, annotations?: { [key: string]: string }) =>
    new ApiObject(new LabChart(app, name), 'n', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, annotations },
    });

  test('of storage begins with the claims of its classes', () => {
    const text = removalOf((app) => {
      const storage = release(app, 'storage');
      provides({ release: storage, kind: 'StorageClass', namespace: '', name: 'block' });
      byHand({ release: storage, farewell: { text: 'The disks stay.', commands: [['kubectl', 'get', 'disks']] } });
    });
    expect(text.indexOf('Claims of `block`')).toBeGreaterThan(0);
    expect(text.indexOf('The disks stay.')).toBeGreaterThan(text.indexOf('Claims of `block`'));
    expect(text.indexOf('helm uninstall storage')).toBeGreaterThan(text.indexOf('kubectl get disks'));
    expect(text).not.toContain('delete pvc');
  });

  test('of a namespace says what goes with it', () => {
    expect(removalOf((app) => void space(app, 'team'))).toMatch(
      /claims and their data included\. [^`]*\n\n```sh\nkubectl delete --ignore-not-found -f team\.k8s\.yaml/,
    );
  });

  test('leaves a namespace that is to be kept', () => {
    const text = removalOf((app) => void space(app, 'team', { 'helm.sh/resource-policy': 'keep' }));
    expect(text).not.toContain('team.k8s.yaml');
    expect(text).toContain('What is left in `team`');
  });
});

test('a program with releases and no word about deliveries has the script', () => {
  const output = deliver([], (app) => void release(app, 'operator'));
  expect([...output.keys()]).toEqual(['INSTALL.md', 'apply-order.txt', 'install.sh', 'values/operator.yaml']);
  expect(output.get('apply-order.txt')).toBe('# INSTALL.md\n# install.sh\n# values/operator.yaml\n');
});

test('a wait of INSTALL.md ends when its time is over', () => {
  const wait = Wait.field({ resource: 'w.example.com', name: 'w' }, '.a', 'b', { timeout: Duration.seconds(9) });
  const page = script((app) => void release(app, 'r', readyWhen(wait))).get('INSTALL.md')!;
  expect(page).toContain(
    'for i in $(seq 5); do kubectl get -- w.example.com w >/dev/null 2>&1 && break; sleep 2; done',
  );
});

test.each([
  [Delivery.script(), 'INSTALL.md'],
  [Delivery.umbrella(), 'umbrella/README.md'],
  [Delivery.helmfile(), undefined],
])('the report counts releases and steps, and names the page to go on with', (delivery, next) => {
  const result = inFolder((outdir) => {
    const app = new LabApp({ outdir, deliveries: [delivery] });
    stack(app);
    return app._synthesize({});
  });
  expect(result.next).toBe(next);
  expect(result.summary).toContainEqual({ label: 'releases', value: '2' });
  expect(result.summary).toContainEqual({ label: 'steps', value: '4' });
});
