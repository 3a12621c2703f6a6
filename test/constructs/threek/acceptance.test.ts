import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { LabApp } from '../../../constructs/app';
import { CephDevices } from '../../../constructs/ceph';
import { order } from '../../../constructs/core/private/order';
import { stateOf } from '../../../constructs/core/private/state';
import { walk } from '../../../constructs/core/private/tree';
import { isRelease } from '../../../constructs/core/releases/release';
import {
  AccessKey,
  InstallSecret,
  ThreeKCluster,
  type ThreeKClusterProps,
  ThreeKStorage,
  ThreeKVariant,
} from '../../../constructs/threek';
import { folderOfTest } from '../../support/folder';
import { X as MACHINES, outputOf, told } from './support';

const AK = 'opaque-token';
const WORKERS = ['worker1', 'worker2', 'worker3'];
const ceph = (nodes = WORKERS) => ThreeKStorage.ceph({ nodes, devices: CephDevices.matching('^nvme[1-9]n1$') });

const ARTIFACT = '/opt/3k/packages/3k.tar.gz';
const LOGIN = { username: 'admin', password: InstallSecret.environment('HARBOR') };

/** With what its registry needs: an archive, and a login. */
const X = { ...MACHINES, registry: { auths: { 'dockerhub.kubekey.local': LOGIN } } };

/** Config X of the acceptance facts as a whole platform. */
function platform(props: Partial<ThreeKClusterProps> = {}) {
  const variant = props.variant ?? ThreeKVariant.GUIDE;
  const app = new LabApp({ kubernetesVersion: variant === ThreeKVariant.CURRENT ? '1.33' : '1.28' });
  app.external.secret('kube-prometheus-stack', 'grafana-admin');
  const cluster = new ThreeKCluster(app, 'threek', {
    variant,
    storage: ceph(),
    operator: { accessKey: AccessKey.inClear(AK), cpodId: '0'.repeat(32) },
    kubeKey: X,
    artifact: ARTIFACT,
    ...props,
  });
  return { app, cluster };
}

const releasesOf = (app: LabApp) => walk(app).releases;
const valuesOf = (app: LabApp, name: string): any =>
  releasesOf(app).find(({ releaseName }) => releaseName === name)!._values;

/** Every object of the output. */
function objectsOf(app: LabApp): any[] {
  const { files, findings } = outputOf(app);
  expect(findings).toEqual([]);
  return Object.entries(files)
    .filter(([name]) => name.endsWith('.k8s.yaml') && !name.startsWith('# '))
    .flatMap(([, text]) => parseAllDocuments(text).map((document) => document.toJS()));
}

/** Releases and charts in their order. */
const planOf = (app: LabApp): string[] =>
  order(walk(app)).plan.map(({ source }) => (isRelease(source) ? source.releaseName : (source as any).node.path));

describe.each([ThreeKVariant.GUIDE, ThreeKVariant.CURRENT])('variant $name', (variant) => {
  const { app, cluster } = platform({ variant });
  const objects = objectsOf(app);

  test('has nothing wrong with it', () => {
    expect(told({ app })).toEqual([]);
  });

  test('facts 1 to 3: its KubeKey file is that of config X', () => {
    expect(cluster.kubeKey!.configFile).toBe('kubekey/threek.yaml');
    const { files } = outputOf(app);
    const [document] = parseAllDocuments(files['# kubekey/threek.yaml']).map((one) => one.toJS());
    expect(document.spec.hosts).toHaveLength(6);
    expect(document.spec.kubernetes.version).toBe(variant === ThreeKVariant.GUIDE ? 'v1.24.3' : 'v1.33.4');
    expect(objects.map(({ kind }) => kind)).not.toContain('Cluster');
  });

  test('fact 5: all namespaces are there, none twice', () => {
    const made = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
    expect(new Set(made).size).toBe(made.length);
    const all = new Set([...made, ...releasesOf(app).map(({ namespace }) => namespace)]);
    for (const name of [
      'cpod',
      'cpod-system',
      'public',
      'node-feature-discovery',
      'gpu-operator',
      'network-operator',
      'training-operator',
      'kube-prometheus-stack',
      'rook-ceph',
    ]) {
      expect(all).toContain(name);
    }
  });

  test('fact 6: one node feature discovery, before both operators, which bring none', () => {
    const plan = planOf(app);
    expect(plan.filter((name) => name === 'node-feature-discovery')).toHaveLength(1);
    for (const operator of ['gpu-operator', 'network-operator']) {
      expect(valuesOf(app, operator).nfd.enabled).toBe(false);
      expect(plan.indexOf('node-feature-discovery')).toBeLessThan(plan.indexOf(operator));
    }
  });

  test('fact 7: classes of devices are texts', () => {
    const { worker, master } = valuesOf(app, 'node-feature-discovery');
    expect(worker.config.sources.pci.deviceClassWhitelist).toEqual(expect.arrayContaining(['0207', '0302']));
    expect(master.config.extraLabelNs).toEqual(['nvidia.com']);
  });

  test('fact 8: RDMA, the four variables of the toolkit, and the policy of network cards', () => {
    const { driver, toolkit } = valuesOf(app, 'gpu-operator');
    expect(driver.rdma.enabled).toBe(true);
    const env = Object.fromEntries(toolkit.env.map(({ name, value }: any) => [name, value]));
    expect(Object.keys(env).filter((name) => name.startsWith('CONTAINERD_'))).toHaveLength(4);
    expect(env.CONTAINERD_SET_AS_DEFAULT).toBe('true');
    const policies = objects.filter(({ kind }) => kind === 'NicClusterPolicy');
    if (variant === ThreeKVariant.GUIDE) {
      expect([valuesOf(app, 'network-operator').deployCR, policies]).toEqual([true, []]);
    } else {
      const [{ metadata, spec }] = policies;
      expect(metadata.name).toBe('nic-cluster-policy');
      const { configList } = JSON.parse(spec.rdmaSharedDevicePlugin.config);
      expect(configList[0].resourceName).toBe('rdma_shared_device_a');
      expect(valuesOf(app, 'network-operator')).not.toHaveProperty('deployCR');
    }
  });

  test('fact 9: MPIJob is defined once, and not run by the training operator', () => {
    const definitions = objects.filter(({ metadata }) => metadata.name === 'mpijobs.kubeflow.org');
    expect(definitions.map(({ spec }) => spec.versions[0].name)).toEqual(['v2beta1']);
    expect(JSON.stringify(objects)).not.toContain('--enable-scheme=mpijob');
  });

  test('fact 10: monitoring selects every ServiceMonitor', () => {
    const { prometheus } = valuesOf(app, 'kube-prometheus-stack');
    expect(prometheus.prometheusSpec.serviceMonitorSelectorNilUsesHelmValues).toBe(false);
  });

  test('fact 11: hosts of Ceph carry its label, and its releases are in order', () => {
    const { hosts } = (cluster.kubeKey as any)._document.spec;
    const labelled = hosts.filter(({ labels }: any) => labels?.role === 'ceph').map(({ name }: any) => name);
    expect(labelled).toEqual(WORKERS);
    const rook = planOf(app).filter((name) => /rook|csi-drivers/.test(name));
    expect(rook).toEqual(
      variant === ThreeKVariant.GUIDE
        ? ['rook-ceph', 'rook-ceph-cluster']
        : ['rook-ceph', 'ceph-csi-drivers', 'rook-ceph-cluster'],
    );
  });

  test('the CPod operator comes last: after storage, GPUs and training', () => {
    expect(planOf(app).at(-1)).toBe('threek/cpod');
  });

  test('namespaces with claims come after the storage, so they are removed before it', () => {
    const plan = planOf(app);
    expect(plan.indexOf('threek/namespaces')).toBeGreaterThan(plan.indexOf('rook-ceph-cluster'));
  });

  test('no pod of ours is root, and each has its resources', () => {
    const deployments = objects.filter(({ kind }) => kind === 'Deployment');
    expect(deployments.length).toBeGreaterThan(3);
    for (const { spec } of deployments) {
      const { securityContext, containers } = spec.template.spec;
      expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      for (const { resources, securityContext: own } of containers) {
        expect([resources.requests.memory, own.capabilities.drop]).toEqual([expect.any(String), ['ALL']]);
      }
    }
  });

  test('the output is the same twice', () => {
    expect(outputOf(platform({ variant }).app).files).toEqual(outputOf(app).files);
  });
});

describe('fact 10: storage classes', () => {
  test('one that nobody provides is refused', () => {
    const operator = { accessKey: AccessKey.inClear(AK), cpodId: '0'.repeat(32), storageClass: 'juicefs-sc' };
    expect(told(platform({ operator }))).toEqual([
      'GPULAB2840 operator.storageClass: storage class "juicefs-sc" of the operator is neither made by the program nor declared as external',
    ]);
    expect(told(platform({ storage: ThreeKStorage.existing('nfs') }))[0]).toContain('GPULAB2840');
  });

  test.each([
    ['juicefs-sc', ThreeKStorage.juiceFs({ secret: 'juicefs' })],
    ['csi-cephfs-sc', ThreeKStorage.externalCeph({ clusterId: 'f00', monitors: ['10.0.0.9:6789'], secret: 'cephfs' })],
  ])('%s is made by its storage, and the operator uses it', (name, storage) => {
    const { app, cluster } = platform({ storage });
    expect(told({ app })).toEqual([]);
    expect(cluster.storageClass).toBe(name);
    const objects = objectsOf(app);
    expect(objects.filter(({ kind }) => kind === 'StorageClass').map(({ metadata }) => metadata.name)).toEqual([name]);
    expect(JSON.stringify(objects)).toContain(`--storageClassName=${name}`);
  });

  test('one of somebody else is declared', () => {
    const { app } = platform({ storage: ThreeKStorage.existing('nfs') });
    app.external.storageClass('nfs');
    expect(told({ app })).toEqual([]);
  });
});

test('fact 11: fewer than three nodes for Ceph are refused; so is one that is no node', () => {
  expect(told(platform({ storage: ceph(['worker1', 'worker2']) }))[0]).toContain('GPULAB2601');
  expect(told(platform({ storage: ceph(['worker1', 'worker2', 'master3']) }))).toEqual([
    'GPULAB2841 storage.nodes[2]: storage is to be on "master3", a host that is no node: it is neither in controlPlane nor in worker',
  ]);
});

test('fact 9: with gang scheduling Volcano comes before the operators that use it', () => {
  const { app } = platform({ training: { gangScheduling: true } });
  expect(told({ app })).toEqual([]);
  const plan = planOf(app);
  expect(plan.indexOf('volcano')).toBeLessThan(plan.indexOf('threek/training'));
});

describe('fact 13: secrets', () => {
  test('that are read at installation stand nowhere in the output', () => {
    const { app } = platform({
      operator: { accessKey: AccessKey.atInstall(InstallSecret.environment('CPOD_ACCESS_KEY')) },
      kubeKey: {
        ...X,
        hosts: X.hosts.map((host) => ({ ...host, password: InstallSecret.environment('SSH_PASSWORD') })),
      },
    });
    const { files, findings } = outputOf(app);
    expect(findings).toEqual([]);
    const text = JSON.stringify([files, stateOf(app).commands]);
    expect(text).not.toContain(AK);
    expect(text).toContain('<environment SSH_PASSWORD>');
    expect(text).not.toMatch(/--(?:oss-ak|oss-as|access-key|password)=[^$.]/);
  });
});

describe('the plan of the install', () => {
  const { app } = platform({ operator: { accessKey: AccessKey.atInstall(InstallSecret.environment('KEY')) } });
  const steps = stateOf(app).commands;

  test('goes from hosts to checks', () => {
    expect(steps.map(({ phase, name }) => `${phase} ${name}`)).toEqual([
      'before hosts',
      'before ssh-trust',
      'before kubekey',
      'before registry',
      'before kubernetes',
      'after cpod-identity',
      'after check',
    ]);
  });

  test('says of each step what it stands for in the guide', () => {
    const replaces = Object.fromEntries(steps.map(({ name, replaces }) => [name, replaces]));
    expect(replaces).toMatchObject({
      'ssh-trust': 'ssh-keygen -t rsa; ssh-copy-id of every host',
      registry: '3kctl deploy all: steps "init registry", "create project" and "push images"',
      kubernetes: '3kctl deploy all: step "create Kubernetes"',
      'cpod-identity': '3kctl deploy all --access-key=...',
      check: 'kubectl get pods -A',
    });
  });

  test('is bash that a shell can read', () => {
    for (const { script } of steps) {
      expect(spawnSync('bash', ['-n'], { input: script.join('\n'), encoding: 'utf8' }).stderr).toBe('');
    }
  });

  const { files } = outputOf(app);
  const numbered = [...files['# INSTALL.md'].matchAll(/^## (\d+)\. (.*)$/gm)].map(([, number, name]) => [
    +number,
    name,
  ]);

  test('is one document: from bare machines, by every chart and release, to the checks', () => {
    expect(numbered.map(([number]) => number)).toEqual(numbered.map((_, index) => index + 1));
    const names = numbered.map(([, name]) => name);
    expect(names.slice(0, 5)).toEqual(['hosts', 'ssh-trust', 'kubekey', 'registry', 'kubernetes']);
    expect(names.slice(-3)).toEqual(['threek-cpod', 'cpod-identity', 'check']);
    expect(files['# INSTALL.md']).toContain('In the guide: `3kctl deploy all --access-key=...`.');
  });

  test('is commands that can be pasted: an exit or a trap in them does not touch the shell of the reader', () => {
    const blocks = [...files['# INSTALL.md'].matchAll(/^```bash\n([\s\S]*?)\n```$/gm)].map(([, text]) => text);
    expect(blocks).toHaveLength(steps.length);
    for (const block of blocks) {
      expect(block).toMatch(/^\(\nset -euo pipefail\n[\s\S]*\n\)$/);
      expect(spawnSync('bash', ['-n'], { input: block, encoding: 'utf8' }).stderr).toBe('');
    }
    const identity = blocks.find((block) => block.includes('cpod_id'))!;
    const pasted = spawnSync('bash', ['--norc'], {
      input: `${identity}\necho "goes on after $?"\n`,
      env: { PATH: process.env.PATH },
      encoding: 'utf8',
    });
    expect(pasted.stdout).toContain('goes on after');
  });

  test('is a script of the same steps, which begins where it is told to', () => {
    const folder = folderOfTest();
    writeFileSync(join(folder, 'install.sh'), files['# install.sh']);
    for (const tool of ['kubectl', 'helm']) {
      writeFileSync(join(folder, tool), `#!/bin/sh\necho "${tool} $*"\ncat >/dev/null\n`, { mode: 0o755 });
    }
    const run = (...args: string[]) =>
      spawnSync('bash', [join(folder, 'install.sh'), ...args], {
        env: { PATH: `${folder}:${process.env.PATH}`, KEY: 'k', TMPDIR: folder },
        encoding: 'utf8',
      });
    const { status, stdout } = run('--from', 'cpod-identity');
    expect(run('--from', 'nothing').stderr).toContain('  hosts\n  ssh-trust\n');
    const left = readdirSync(folder).sort();
    expect(status).toBe(0);
    expect(stdout.match(/^==> .*/gm)).toEqual(['==> cpod-identity', '==> check']);
    expect(stdout).toContain('kubectl apply --server-side --field-manager=cpod-identity -f -');
    expect(left).toEqual(['helm', 'install.sh', 'kubectl']);
  });

  describe('with an archive', () => {
    const withRegistry = (registry: object, artifact: string | undefined = ARTIFACT) =>
      platform({ artifact, kubeKey: { ...X, registry } });

    /** Runs the step with a curl that answers by the address and says what it was given; every call ends with what it answers. */
    function run(registry: object, answers: string) {
      const { script } = stateOf(withRegistry(registry).app).commands.find(({ name }) => name === 'registry')!;
      const folder = folderOfTest();
      const fake = `#!/bin/bash
for word; do case $word in /dev/fd/*) echo "config $(cat "$word")" >&2 ;; https://*) echo "$word" >&2 ;; esac; done
cat >&2; echo >&2; echo "$*" >>'${folder}/arguments'
case "$*" in ${answers} esac
`;
      writeFileSync(join(folder, 'curl'), fake, { mode: 0o755 });
      writeFileSync(join(folder, 'sleep'), '#!/bin/sh\n', { mode: 0o755 });
      const { status, stderr } = spawnSync(
        'bash',
        ['--norc', '-c', ['set -euo pipefail', ...script.slice(1, -1), 'echo push >&2'].join('\n')],
        { env: { PATH: `${folder}:${process.env.PATH}`, HARBOR: 'a"b\\c' }, encoding: 'utf8' },
      );
      const calls = readFileSync(join(folder, 'arguments'), 'utf8');
      return { status, lines: stderr.split('\n').filter(Boolean), calls };
    }

    const auths = { 'dockerhub.kubekey.local': LOGIN };
    const HARBOR = 'https://dockerhub.kubekey.local/api/v2.0';
    const USER = 'user = "admin:a\\"b\\\\c"';

    test('a project is made before images are pushed, and the password is no argument', () => {
      const { status, lines, calls } = run({ auths }, '*current) printf 200 ;; *) printf 409 ;;');
      expect([status, lines]).toEqual([0, [`${HARBOR}/users/current`, USER, `${HARBOR}/projects`, USER, 'push']]);
      expect(calls).not.toContain('a"b');
    });

    test('the password that everybody knows becomes that of the login, once', () => {
      const answers = '*current) printf 401 ;; *password) printf 200 ;; *) printf 201 ;;';
      const { status, lines, calls } = run({ auths }, answers);
      const change = [
        'config user = "admin:Harbor12345"',
        `${HARBOR}/users/1/password`,
        '{"old_password":"Harbor12345","new_password":"a\\"b\\\\c"}',
      ];
      expect([status, lines]).toEqual([
        0,
        [`${HARBOR}/users/current`, USER, ...change, `${HARBOR}/projects`, USER, 'push'],
      ]);
      expect(calls).not.toContain('a"b');
      const refused = run({ auths }, '*current) printf 401 ;; *password) printf 400 ;;');
      expect(refused.status).toBe(1);
      expect(refused.lines).not.toContain('push');
    });

    test('the certificate is where kk leaves it, unless another is given or any is good', () => {
      const curls = (login: object) =>
        run({ auths: { 'dockerhub.kubekey.local': { ...LOGIN, ...login } } }, '*) printf 201 ;;').calls;
      expect(curls({})).toContain('--cacert /etc/docker/certs.d/dockerhub.kubekey.local/ca.crt');
      expect(curls({ certsPath: '/root/certs' })).toContain('--cacert /root/certs/ca.crt');
      expect(curls({ skipTlsVerify: true })).toContain('--insecure');
      const { cluster } = withRegistry({ auths });
      expect((cluster.kubeKey as any)._document.spec.registry.auths).toMatchObject({
        'dockerhub.kubekey.local': { certsPath: '/etc/docker/certs.d/dockerhub.kubekey.local' },
      });
    });

    test('a login is wanted, of the only user that there is', () => {
      expect(told(withRegistry({}))).toEqual([expect.stringContaining('GPULAB2842 kubeKey.registry.auths:')]);
      const [finding] = withRegistry({}).app.check();
      expect(finding.hint).toContain("certsPath: '/etc/docker/certs.d/dockerhub.kubekey.local'");
      expect(told(withRegistry({ auths: { 'dockerhub.kubekey.local': { ...LOGIN, username: 'me' } } }))).toEqual([
        expect.stringContaining('GPULAB2842 kubeKey.registry.auths.dockerhub.kubekey.local.username: '),
      ]);
    });
  });

  test('the Kubernetes of the app and that of kk are the same, or told', () => {
    const { app: other } = platform({
      kubeKey: { ...X, kubernetes: { version: 'v1.31.2' } },
      variant: ThreeKVariant.CURRENT,
    });
    expect(told({ app: other })).toEqual([
      'GPULAB2844 kubeKey.kubernetes.version: kk makes Kubernetes v1.31.2, and objects are checked for that of the app, 1.33',
    ]);
    expect(other.check()[0]).toMatchObject({ level: 'warning', hint: "give the LabApp kubernetesVersion: '1.31'" });
  });

  test('a registry that nothing fills is refused: Kubernetes would find no image there', () => {
    const empty = platform({ artifact: undefined, kubeKey: MACHINES });
    expect(told(empty)).toEqual([expect.stringContaining('GPULAB2843 kubeKey.roleGroups.registry: ')]);
    const ownImages = { ...MACHINES, registry: { privateRegistry: '', namespaceOverride: '' } };
    expect(told(platform({ artifact: undefined, kubeKey: ownImages }))).toEqual([]);
  });

  describe('the cluster that answers', () => {
    const { script, why } = steps.find(({ name }) => name === 'kubernetes')!;

    function run(nodes: string[]) {
      const folder = folderOfTest();
      const fake = `#!/bin/bash\n[ "$2" = --raw ] || printf '%s\\n' ${nodes.join(' ')}\n`;
      writeFileSync(join(folder, 'kubectl'), fake, { mode: 0o755 });
      const run = spawnSync('bash', ['--norc', '-c', ['set -euo pipefail', ...script].join('\n')], {
        env: { PATH: `${folder}:${process.env.PATH}` },
        encoding: 'utf8',
      });
      return run;
    }

    test('is this one if its nodes have the names of the file, in any order', () => {
      expect(run(['worker3', 'worker1', 'worker2', 'master1'])).toMatchObject({ status: 0, stderr: '' });
      expect(why).toContain('by name');
    });

    test.each([
      [['a', 'b', 'c', 'd']],
      [['master1', 'worker1', 'worker2']],
      [['master1', 'worker1', 'worker2', 'worker3', 'x']],
    ])('is another one with nodes %j', (nodes) => {
      const { status, stderr } = run(nodes);
      expect([status, stderr]).toEqual([
        1,
        `the cluster that kubectl reaches has nodes [${nodes.join(' ')}]; [master1 worker1 worker2 worker3] were to be made\n`,
      ]);
    });

    test('is made from the first host of the control plane, and the first step says so', () => {
      expect(steps[0].why).toContain('Everything here runs on master1, as root');
    });
  });

  test('two platforms in one program have steps of one name', () => {
    const two = platform({ kubeKey: undefined });
    stateOf(two.app).commands.push({ ...stateOf(two.app).commands[0] });
    expect(told(two)).toEqual([expect.stringContaining('GPULAB1010')]);
  });

  test('without hosts begins with the stacks', () => {
    const names = stateOf(platform({ kubeKey: undefined }).app).commands.map(({ name }) => name);
    expect(names).toEqual(['check']);
  });
});

test.each([
  [{ variant: undefined as any }, 'variant'],
  [{ storage: 'ceph' as any }, 'storage'],
  [{ artifact: 'packages/3k.tar.gz' }, 'artifact'],
])('%j is refused', (props, key) => {
  const app = new LabApp();
  new ThreeKCluster(app, 'threek', {
    variant: ThreeKVariant.GUIDE,
    storage: ceph(),
    operator: { accessKey: AccessKey.inClear(AK) },
    ...props,
  });
  expect(app.check().map((finding) => finding.key)).toEqual([key]);
});
