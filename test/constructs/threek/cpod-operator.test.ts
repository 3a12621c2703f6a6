import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../constructs/app';
import { LabChart } from '../../../constructs/core';
import { stateOf } from '../../../constructs/core/private/state';
import {
  AccessKey,
  CPodInfoForm,
  CPodOperator,
  type CPodOperatorProps,
  InstallSecret,
} from '../../../constructs/threek';
import { UpstreamChart, UpstreamRelease } from '../../../constructs/upstream';
import { folderOfTest } from '../../support/folder';
import { manifestsOf, named, outputOf, platform, told } from './support';

const AK = 'opaque-token';
const CPOD_ID = '0123456789abcdef0123456789abcdef';
const KEYS = ['access_key', 'cpod_id', 'api_address', 'storage_class', 'oss_bucket', 'log_level'];

function make(props: Partial<CPodOperatorProps> = {}) {
  const { app, chart } = platform();
  const operator = new CPodOperator(chart, 'operator', { accessKey: AccessKey.inClear(AK), cpodId: CPOD_ID, ...props });
  return { app, operator, manifests: manifestsOf(operator) };
}

/** Environment of a container: where each variable comes from. */
function environmentOf(manifests: any[], deployment: string, container: string): { [name: string]: unknown } {
  const { containers } = named(manifests, 'Deployment', deployment).spec.template.spec;
  const { env } = containers.find(({ name }: any) => name === container);
  return Object.fromEntries(env.map(({ name, valueFrom }: any) => [name, valueFrom]));
}

const DEPLOYMENTS = [
  ['cpod-controller-manager', 'manager'],
  ['cpod-portalsynch', 'portalsynch'],
];

describe('fact 4: cpod-info', () => {
  test('as a ConfigMap has the keys and defaults of the platform', () => {
    const { manifests } = make({ info: CPodInfoForm.CONFIG_MAP });
    const { data, metadata } = named(manifests, 'ConfigMap', 'cpod-info');
    expect(metadata.namespace).toBe('cpod-system');
    expect(Object.keys(data)).toEqual([...KEYS].sort());
    expect(data).toEqual({
      access_key: AK,
      cpod_id: CPOD_ID,
      api_address: 'https://cloud.nascentcore.ai',
      storage_class: 'ceph-filesystem',
      oss_bucket: 'sxwl-ai',
      log_level: 'INFO',
    });
  });

  test('is a Secret of the same keys by default, which both Deployments read', () => {
    const { manifests } = make();
    expect(Object.keys(named(manifests, 'Secret', 'cpod-info').stringData)).toEqual([...KEYS].sort());
    for (const [deployment, container] of DEPLOYMENTS) {
      expect(environmentOf(manifests, deployment, container)).toMatchObject({
        ACCESS_KEY: { secretKeyRef: { name: 'cpod-info', key: 'access_key' } },
        CPOD_ID: { secretKeyRef: { name: 'cpod-info', key: 'cpod_id' } },
        API_ADDRESS: { secretKeyRef: { name: 'cpod-info', key: 'api_address' } },
      });
    }
  });

  test('is the only place of the access key', () => {
    const holders = make().manifests.filter((manifest) => JSON.stringify(manifest).includes(AK));
    expect(holders.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(['Secret cpod-info']);
  });

  test.each([undefined, AccessKey.inClear(''), AccessKey.inClear('  '), 'AK' as any])(
    'without an access key there is no operator: %j',
    (accessKey) => {
      const { app, manifests } = make({ accessKey });
      expect(told({ app })).toEqual([expect.stringContaining('GPULAB2830 accessKey: accessKey is ')]);
      expect(manifests).toEqual([]);
    },
  );
});

describe('fact 13: the access key and the keys of the object store', () => {
  test('can be in a Secret of somebody else', () => {
    const { app, manifests } = make({ accessKey: AccessKey.fromSecret('portal', 'token') });
    for (const [deployment, container] of DEPLOYMENTS) {
      expect(environmentOf(manifests, deployment, container).ACCESS_KEY).toEqual({
        secretKeyRef: { name: 'portal', key: 'token' },
      });
    }
    expect(Object.keys(named(manifests, 'Secret', 'cpod-info').stringData)).toEqual(KEYS.slice(1).sort());
    expect(new Set(told({ app }).map((line) => line.slice(0, 10)))).toEqual(new Set(['GPULAB1303']));
    app.external.secret('cpod-system', 'portal');
    expect(told({ app })).toEqual([]);
  });

  test('read at installation are nowhere in the output', () => {
    const { app } = make({ accessKey: AccessKey.atInstall(InstallSecret.environment('CPOD_ACCESS_KEY')) });
    const { files, findings } = outputOf(app);
    expect(findings).toEqual([]);
    expect(JSON.stringify(files)).not.toContain('access_key":');
    const [step] = stateOf(app).commands;
    expect(step).toMatchObject({
      phase: 'after',
      name: 'cpod-identity',
      replaces: '3kctl deploy all --access-key=...',
    });
  });

  test('of the object store are variables that the kubelet fills in', () => {
    const { manifests, app } = make({ objectStore: { secret: 'oss' } });
    app.external.secret('cpod-system', 'oss');
    expect(told({ app })).toEqual([]);
    const manager = named(manifests, 'Deployment', 'cpod-controller-manager').spec.template.spec.containers[1];
    expect(manager.args).toEqual(expect.arrayContaining(['--oss-ak=$(OSS_ACCESS_KEY)', '--oss-as=$(OSS_SECRET_KEY)']));
    expect(environmentOf(manifests, 'cpod-controller-manager', 'manager')).toMatchObject({
      OSS_ACCESS_KEY: { secretKeyRef: { name: 'oss', key: 'access-key' } },
      OSS_SECRET_KEY: { secretKeyRef: { name: 'oss', key: 'secret-key' } },
    });
    expect(JSON.stringify(make().manifests)).not.toContain('--oss');
  });
});

describe('the step that tells the operator who it is', () => {
  /** Runs it with a kubectl that shows what it is given. */
  function run(
    props: Partial<CPodOperatorProps>,
    environment: { [name: string]: string } = {},
    uid = '11111111-2222-3333-4444-555555555555',
  ) {
    const { app } = make(props);
    const [step] = stateOf(app).commands;
    const folder = folderOfTest();
    writeFileSync(
      join(folder, 'kubectl'),
      `#!/bin/bash
case $1 in
  get) printf %s '${uid}' ;;
  create) for word; do case $word in --from-file=*) echo "$\{word%=*}: $(cat "$\{word##*=}")" ;; *) echo "$word" ;; esac; done ;;
  apply) cat; echo "$@" ;;
esac
`.replaceAll('$\\{', '${'),
    );
    chmodSync(join(folder, 'kubectl'), 0o755);
    const script = ['set -euo pipefail', ...step.script].join('\n');
    const env = { PATH: `${folder}:${process.env.PATH}`, TMPDIR: folder, ...environment };
    const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-c', script], { env, encoding: 'utf8' });
    const left = spawnSync('ls', [folder], { encoding: 'utf8' }).stdout.trim();
    return { status, stdout, stderr, left };
  }

  test('computes the id as the platform does: MD5 of the UID of kube-system', () => {
    const { status, stdout, left } = run({ cpodId: undefined });
    expect(createHash('md5').update('11111111-2222-3333-4444-555555555555').digest('hex')).toBe(
      'c6426b96020dfc0cac3adc1cf3952797',
    );
    expect([status, left]).toEqual([0, 'kubectl']);
    expect(stdout).toContain('--from-file=cpod_id: c6426b96020dfc0cac3adc1cf3952797\n');
    expect(stdout).toContain('apply --server-side --field-manager=cpod-identity -f -');
  });

  test('makes no id of a UID that is not there: all such clusters would be one', () => {
    const { status, stdout, stderr } = run({ cpodId: undefined }, {}, '');
    expect([status, stdout, stderr]).toEqual([1, '', 'kubectl shows no UID of namespace kube-system\n']);
  });

  test('takes the access key from the environment, and stops without one', () => {
    const accessKey = AccessKey.atInstall(InstallSecret.environment('KEY'));
    expect(run({ accessKey }, { KEY: `a'b"$c` }).stdout).toContain(`--from-file=access_key: a'b"$c\n`);
    expect(run({ accessKey })).toMatchObject({ status: 1, stdout: '', left: 'kubectl' });
  });

  test('makes a ConfigMap where cpod-info is one', () => {
    expect(run({ cpodId: undefined, info: CPodInfoForm.CONFIG_MAP }).stdout).toContain('configmap\ncpod-info\n');
  });

  test('is not there when everything is known', () => {
    expect(stateOf(make().app).commands).toEqual([]);
  });
});

describe('what the operator may do', () => {
  const { manifests } = make();
  const roles = manifests.filter(({ kind }) => kind === 'ClusterRole' || kind === 'Role');

  test('has no rule for everything', () => {
    for (const { rules } of roles) {
      for (const rule of rules) expect(JSON.stringify(rule)).not.toContain('*');
    }
  });

  test('is bound to no role of administrators, nor is a default account bound to anything', () => {
    const bindings = manifests.filter(({ kind }) => kind.endsWith('Binding'));
    expect(bindings.map(({ roleRef }) => roleRef.name)).not.toContain('cluster-admin');
    expect(bindings.flatMap(({ subjects }) => subjects).map(({ name }) => name)).not.toContain('default');
  });

  test('is more for portalsynch only where every user is to be an administrator', () => {
    const rules = named(make({ clusterAdminForUsers: true }).manifests, 'ClusterRole', 'cpod-role-portalsynch').rules;
    expect(rules).toContainEqual({
      apiGroups: ['rbac.authorization.k8s.io'],
      resources: ['clusterroles'],
      verbs: ['bind'],
      resourceNames: ['cluster-admin'],
    });
    expect(JSON.stringify(named(manifests, 'ClusterRole', 'cpod-role-portalsynch').rules)).not.toContain('bind"');
  });

  test('users that are named have a namespace, and a binding of their name that grants nothing', () => {
    const { manifests: ofUsers, app } = make({ users: ['user-1', 'user-2'] });
    expect(told({ app })).toEqual([]);
    expect(named(ofUsers, 'Namespace', 'user-1').metadata.labels).toEqual({ 'cpod.cpod/userNamespace': 'user-1' });
    const binding = named(ofUsers, 'ClusterRoleBinding', 'user-1');
    expect(named(ofUsers, 'ClusterRole', binding.roleRef.name).rules).toEqual([]);
  });
});

test('all eight kinds are defined, ModelStorage in two versions of which one is stored', () => {
  const definitions = make().manifests.filter(({ kind }) => kind === 'CustomResourceDefinition');
  expect(definitions.map(({ metadata }) => metadata.name)).toEqual([
    ...[
      'cpodjobs',
      'datasetstorages',
      'finetunes',
      'inferences',
      'jupyterlabs',
      'llamafactories',
      'modelstorages',
      'yamlresources',
    ].map((plural) => `${plural}.cpod.cpod`),
    'inferenceservices.serving.kserve.io',
  ]);
  const versions = named(definitions, 'CustomResourceDefinition', 'modelstorages.cpod.cpod').spec.versions;
  expect(versions.map(({ name, storage }: any) => [name, storage])).toEqual([
    ['v1', true],
    ['v1beta1', false],
  ]);
  expect(make({ kserve: true }).manifests.map(({ metadata }) => metadata.name)).not.toContain(
    'inferenceservices.serving.kserve.io',
  );
});

test('the kinds that the manager watches must be there', () => {
  const app = new LabApp();
  new CPodOperator(new LabChart(app, 'platform'), 'operator', {
    accessKey: AccessKey.inClear(AK),
    cpodId: CPOD_ID,
    kserve: true,
  });
  expect(told({ app }).map((line) => line.slice(0, 10))).toEqual(['GPULAB2831', 'GPULAB2831']);
  const plain = new LabApp();
  new CPodOperator(new LabChart(plain, 'platform'), 'operator', { accessKey: AccessKey.inClear(AK), cpodId: CPOD_ID });
  expect(told({ app: plain })).toEqual([
    'GPULAB2831 undefined: the manager watches MPIJob from the start, and nothing in the program makes mpijobs.kubeflow.org',
  ]);
});

test.each([
  [{ cpodId: 'ABC' }, 'cpodId'],
  [{ apiAddress: 'cloud.nascentcore.ai' }, 'apiAddress'],
  [{ apiAddress: 'https://user:password@portal' }, 'apiAddress'],
  [{ logLevel: 'info' }, 'logLevel'],
  [{ storageClass: 'Ceph FS' }, 'storageClass'],
  [{ images: { manager: 'a b' } }, 'images.manager'],
  [{ users: ['User_1'] }, 'users[0]'],
  [{ users: ['u', 'u'] }, 'users'],
  [{ users: ['u', 'kube-system'] }, 'users[1]'],
  [{ users: ['u', 'default'] }, 'users[1]'],
  [{ users: ['cpod-system'] }, 'users[0]'],
  [{ users: ['public'] }, 'users[0]'],
])('%j is refused', (props, key) => {
  const { app, manifests } = make(props);
  expect(app.check().map((finding) => finding.key)).toEqual([key]);
  expect(manifests).toEqual([]);
});

test('a password in the address of the portal is not shown', () => {
  const [line] = told(make({ apiAddress: 'https://user:hunter2@portal' }));
  expect(line).toBe('GPULAB2826 apiAddress: apiAddress has a user or password in the URL of https://portal');
});

test('no user has the namespace of a release', () => {
  const { app } = make({ users: ['u', 'gpu-operator'] });
  new UpstreamRelease(new LabChart(app, 'gpu'), 'operator', { chart: UpstreamChart.GPU_OPERATOR });
  expect(told({ app })).toContainEqual(expect.stringContaining('GPULAB2835 users[1]: users[1] is "gpu-operator"'));
});

test('in an App of cdk8s the same objects come out, and a missing key is a failed validation', () => {
  const chart = new LabChart(new App(), 'platform');
  new CPodOperator(chart, 'operator', { accessKey: AccessKey.inClear(AK), cpodId: CPOD_ID });
  expect(manifestsOf(chart)).toEqual(make().manifests);
  const bad = new CPodOperator(chart, 'bad', { accessKey: AccessKey.inClear('') });
  expect(bad.node.validate()).toEqual([expect.stringContaining('GPULAB2830')]);
});
