import { ApiObject, YamlOutputType } from 'cdk8s';
import {
  type Finding,
  Lab,
  LabApp,
  LabChart,
  type LabProfile,
  QuotaProfile,
  Roster,
  RosterCharts,
  Site,
} from 'cdk8s-gpulab';
import type { Construct } from 'constructs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RowForms } from '../../../constructs/app/private/row-forms';
import { RowIdentities } from '../../../constructs/app/private/row-identities';
import { RowCharts } from '../../../constructs/core/private/row-charts';
import { site, siteProps } from './campus';

const starter = { baseName: 'pytorch', gpuModel: 'RTX4090D', gpus: 1, infiniband: true };
const profiles: { [name: string]: LabProfile } = { plain: { quota: QuotaProfile.student() }, job: { starter } };

/** A site where two claims of the student "starter" have one name, and roles whose bindings may be named alike. */
const clashingSite = new Site({
  ...siteProps,
  clusterRoles: ['x', 'x-a'],
  claims: [
    ...siteProps.claims,
    {
      ...siteProps.claims[0],
      volume: 'again',
      claimPrefix: 'pvc-rancher-localpath-1-starter-starter-pytorch',
      mountPath: '/again',
    },
  ],
});

const rosterOf = (uids: readonly string[], profile = 'job') =>
  Roster.fromText(
    uids.map((uid, i) => `${uid},${uid}@example.org,${1000 + i},500,${profile}\n`).join(''),
    'roster.csv',
  );

function declare(app: LabApp): LabApp {
  for (const { storageClass } of [...siteProps.claims, siteProps.scratch!]) app.external.storageClass(storageClass);
  for (const role of ['clusterrole-user-pv', 'x', 'x-a']) app.external.clusterRole(role);
  return app;
}

const rowsOf = (construct: Construct) => RowCharts.of(construct)!.rows.size;

describe('the tree of a lab of rows is the tree of a lab of charts', () => {
  const make = (app = declare(new LabApp())) => ({
    app,
    lab: new Lab(app, 'students', { site, roster: rosterOf(['zhang3', 'li4', 'wang5']), profiles }),
  });

  test('a chart is made when somebody asks for it, and no other', () => {
    const { lab } = make();
    expect(rowsOf(lab)).toBe(3);
    expect(lab.chartOf('li4')).toBeInstanceOf(LabChart);
    expect(lab.chartOf('li4')).toBe(lab.chartOf('li4'));
    expect(rowsOf(lab)).toBe(2);
    expect(lab.chartOf('nobody')).toBeUndefined();
    expect(lab.students.map(({ uid }) => uid)).toEqual(['zhang3', 'li4', 'wang5']);
  });

  test.each<[string, (lab: Lab) => number]>([
    ['children', (lab) => lab.node.children.length],
    ['findAll of the root', (lab) => lab.node.root.node.findAll().filter((child) => child instanceof LabChart).length],
    ['charts of the app', (lab) => (lab.node.root as LabApp).charts.length],
  ])('%s has all of them', (_, count) => {
    const { lab } = make();
    expect(count(lab)).toBe(3);
    expect(rowsOf(lab)).toBe(0);
  });

  test('findChild, tryRemoveChild and a second child of the same id', () => {
    const { app, lab } = make();
    expect(lab.node.findChild('zhang3').node.path).toBe('students/zhang3');
    expect(lab.node.tryRemoveChild('li4')).toBe(true);
    expect(() => new LabChart(lab, 'wang5')).toThrow(/already.*wang5/);
    expect(app.synthYaml()).not.toContain('li4');
    expect(app.synthYaml()).toContain('wang5');
  });

  test('a job that is added to one student stands beside the rows of the others', () => {
    const { app, lab } = make();
    const before = app.synthYaml();
    const added = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'notes', namespace: 'li4' } };
    new ApiObject(lab.chartOf('li4')!, 'notes', added);
    expect(app.synthYaml().split('\n---\n').length).toBe(before.split('\n---\n').length + 1);
    expect(rowsOf(lab)).toBe(2);
  });

  test('what a lab waits for, and what waits for a lab, keeps its order', () => {
    const { app, lab } = make();
    const first = new LabChart(app, 'z-platform');
    const last = new LabChart(app, 'a-report');
    lab.node.addDependency(first);
    last.node.addDependency(lab);
    const config = (chart: LabChart) =>
      new ApiObject(chart, 'c', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: chart.node.id, namespace: 'x' },
      });
    config(first);
    config(last);
    const order = [...app.synthYaml().matchAll(/^ {2}name: (z-platform|a-report|zhang3|li4|wang5)$/gm)].map(
      ([, name]) => name,
    );
    expect(order).toEqual(['z-platform', 'li4', 'wang5', 'zhang3', 'a-report']);
    expect(rowsOf(lab)).toBe(3);
    first.node.addDependency(last);
    expect(app.check().map(({ code, message }) => `${code} ${message}`)).toEqual([
      expect.stringMatching(
        /^GPULAB1002 .*z-platform.*students.*a-report|^GPULAB1002 .*a-report.*students.*z-platform/,
      ),
    ]);
  });

  test('a check of the user sees the objects of every student', () => {
    const { app } = make();
    const seen: string[] = [];
    const inspect = (object: ApiObject) => {
      seen.push(object.node.path);
      return [];
    };
    app.addCheck({ inspect });
    app.check();
    expect(seen.filter((path) => path === 'students/zhang3/starter/deployment')).toHaveLength(1);
    expect(seen).toHaveLength(39);
  });

  test('a finding of a row is placed in the roster', () => {
    const app = new LabApp();
    new Lab(app, 'students', { site, roster: rosterOf(['zhang3', 'li4', 'wang5', 'zhao6']), profiles });
    const missing = app.check().filter(({ message }) => message.includes('StorageClass "nfs-users"'));
    expect(missing.map(({ path, file, line }) => [path, file, line])).toEqual([
      ['students/li4/namespace/claim-nfshome', 'roster.csv', 2],
      ['students/wang5/namespace/claim-nfshome', 'roster.csv', 3],
      ['students/zhang3/namespace/claim-nfshome', 'roster.csv', 1],
      ['students/zhao6/namespace/claim-nfshome', 'roster.csv', 4],
    ]);
  });
});

test('the templates of a lab are of the kind whose rows need not be looked at one by one', () => {
  const app = declare(new LabApp());
  const lab = new Lab(app, 'students', { site, roster: rosterOf(['a', 'b', 'c']), profiles });
  const [{ template }] = RowCharts.of(lab)!.rows.values();
  expect(RowForms.of(template.compiled)).toBeDefined();
  expect(RowIdentities.of(template.compiled)).toBeDefined();
});

describe('what is equal to something is found, though others of its form were good', () => {
  const codes = (app: LabApp) => app.check().map(({ code, path }) => [code, path]);
  const bystander = (app: LabApp, manifest: any) => new ApiObject(new LabChart(app, 'beside'), 'it', manifest);

  test('an object of a student that is made elsewhere, too', () => {
    const app = declare(new LabApp());
    new Lab(app, 'students', { site, roster: rosterOf(['a', 'b', 'c', 'd']), profiles });
    const metadata = { name: 'pvc-nfshome-d', namespace: 'd' };
    const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
    bystander(app, { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec });
    expect(codes(app)).toEqual([['GPULAB1101', 'students/d/namespace/claim-nfshome']]);
  });

  test('two objects of one student', () => {
    const app = declare(new LabApp());
    const roster = rosterOf(['student', 'visitor', 'teacher', 'starter']);
    new Lab(app, 'students', { site: clashingSite, roster, profiles });
    expect(codes(app)).toEqual([['GPULAB1101', 'students/starter/starter/scratch1']]);
  });

  test('a reference to an object of a student', () => {
    const app = new LabApp();
    const charts = new RosterCharts(app, 'students', { roster: rosterOf(['a', 'b', 'c', 'd']) });
    const metadata = { name: 'bot', namespace: charts.uid.text };
    new ApiObject(charts.template, 'bot', { apiVersion: 'v1', kind: 'ServiceAccount', metadata });
    const subject = (namespace: string, name: string) => ({ kind: 'ServiceAccount', name, namespace });
    bystander(app, {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'bots' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      subjects: [subject('d', 'bot'), subject('d', 'bots'), subject('e', 'bot')],
    });
    expect(app.check().map(({ code, key }) => [code, key])).toEqual([
      ['GPULAB1304', 'subjects[1].name'],
      ['GPULAB1304', 'subjects[2].name'],
    ]);
    expect(rowsOf(charts)).toBe(4);
  });

  test('a role that is made for the first students only', () => {
    const app = new LabApp();
    const charts = new RosterCharts(app, 'students', { roster: rosterOf(['a', 'b', 'c', 'd']) });
    const group = 'rbac.authorization.k8s.io';
    const roles = new LabChart(app, 'roles');
    for (const uid of ['a', 'b', 'd']) {
      const metadata = { name: `role-${uid}` };
      new ApiObject(roles, uid, { apiVersion: `${group}/v1`, kind: 'ClusterRole', metadata });
    }
    new ApiObject(charts.template, 'binding', {
      apiVersion: `${group}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'own', namespace: charts.uid.text },
      roleRef: { apiGroup: group, kind: 'ClusterRole', name: `role-${charts.uid}` },
    });
    expect(codes(app)).toEqual([['GPULAB1307', 'students/c/binding']]);
  });

  test('an account in a shared namespace that is made for the first students only', () => {
    const app = new LabApp();
    const charts = new RosterCharts(app, 'students', { roster: rosterOf(['a', 'b', 'c', 'd']) });
    const group = 'rbac.authorization.k8s.io';
    const accounts = new LabChart(app, 'accounts');
    for (const name of ['a', 'b', 'd']) {
      new ApiObject(accounts, name, {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name, namespace: 'bots' },
      });
    }
    new ApiObject(charts.template, 'binding', {
      apiVersion: `${group}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'own', namespace: charts.uid.text },
      roleRef: { apiGroup: group, kind: 'ClusterRole', name: 'view' },
      subjects: [{ kind: 'ServiceAccount', name: charts.uid.text, namespace: 'bots' }],
    });
    expect(codes(app)).toEqual([['GPULAB1304', 'students/c/binding']]);
  });

  test('an object of another template that stands in the namespace of a student', () => {
    const app = new LabApp();
    const notes = (id: string, uids: string[], namespaceOf: (uid: string) => string) => {
      const charts = new RosterCharts(app, id, { roster: rosterOf(uids) });
      const metadata = { name: 'notes', namespace: namespaceOf(charts.uid.text) };
      new ApiObject(charts.template, 'notes', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
    };
    notes('one', ['x-a', 'x-b', 'x-c', 'x-d'], (uid) => uid);
    notes('two', ['d'], (uid) => `x-${uid}`);
    const errors = app.check().filter(({ level }) => level === 'error');
    expect(errors.map(({ code, path }) => [code, path])).toEqual([['GPULAB1101', 'two/d/notes']]);
  });

  test('an object that a template puts elsewhere than into the namespace of its student', () => {
    const app = new LabApp();
    const charts = new RosterCharts(app, 'students', { roster: rosterOf(['a', 'b', 'c', 'd']) });
    const metadata = { name: `x-${charts.uid}`, namespace: charts.mail.text };
    new ApiObject(charts.template, 'notes', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
    expect(codes(app)).toEqual(['a', 'b', 'c', 'd'].map((id) => ['GPULAB1104', `students/${id}/notes`]));
  });
});

/** Logins of few forms, so that most rows are taken for good; some contain each other or are parts of names that the site makes. */
const uid = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g') },
  { weight: 2, arbitrary: fc.constantFrom('starter', 'student', 'teacher', 'visitor', 'nfshome') },
  { weight: 1, arbitrary: fc.constantFrom('ab', 'ba', 'a1', 'b2', 'a-b', 'b-a', 'x-a', '1-a', 'a'.repeat(40)) },
);

const CLUSTER_WIDE = ['Namespace', 'ClusterRole', 'ClusterRoleBinding', 'IPoIBNetwork'];
const NAMESPACED = ['ConfigMap', 'PersistentVolumeClaim', 'RoleBinding', 'Deployment', 'ResourceQuota'];

/** An object as the site makes it for a student. */
const copy = fc
  .tuple(
    fc.constantFrom(
      ['Namespace', ''],
      ['ClusterRoleBinding', 'clusterrole-user-pv-'],
      ['IPoIBNetwork', 'ipoibnetwork-'],
      ['PersistentVolumeClaim', 'pvc-nfshome-'],
    ),
    uid,
  )
  .map(([[kind, prefix], student]) => ({ kind, namespace: student, name: prefix + student, refers: '' }));

/** Objects beside the lab: in namespaces of students or not, with names that may be taken. */
const extra = fc.oneof(
  copy,
  fc.record({
    kind: fc.constantFrom(...CLUSTER_WIDE, ...NAMESPACED),
    namespace: fc.oneof(uid, fc.constant('other')),
    name: fc.oneof(uid, fc.constantFrom('quota-cpu-mem-gpu-pvc', 'user-ns-binding', 'x')),
    refers: fc.tuple(fc.constantFrom('pvc-nfshome-', 'gfs-sata-pvc-', ''), uid).map((parts) => parts.join('')),
  }),
);
type Extra = typeof extra extends fc.Arbitrary<infer T> ? T : never;

function manifestOf({ kind, namespace, name, refers }: Extra): any {
  const group: { [kind: string]: string } = {
    Namespace: 'v1',
    ClusterRole: 'rbac.authorization.k8s.io/v1',
    ClusterRoleBinding: 'rbac.authorization.k8s.io/v1',
    RoleBinding: 'rbac.authorization.k8s.io/v1',
    Deployment: 'apps/v1',
    IPoIBNetwork: 'mellanox.com/v1alpha1',
  };
  const metadata = CLUSTER_WIDE.includes(kind) ? { name } : { name, namespace };
  const bodies: { [kind: string]: object } = {
    PersistentVolumeClaim: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
    ClusterRoleBinding: {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: refers || 'view' },
    },
    RoleBinding: {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      subjects: [{ kind: 'ServiceAccount', name: refers || 'default', namespace }],
    },
    Deployment: {
      spec: {
        selector: { matchLabels: { app: 'x' } },
        template: {
          metadata: { labels: { app: 'x' } },
          spec: {
            containers: [{ name: 'x', image: 'x' }],
            volumes: [{ name: 'v', persistentVolumeClaim: { claimName: refers || 'none' } }],
          },
        },
      },
    },
    ResourceQuota: { spec: { hard: { 'limits.cpu': '1', 'requests.storage': '1Gi' } } },
  };
  return { apiVersion: group[kind] ?? 'v1', kind, metadata, ...bodies[kind] };
}

/** What each student gets from a template of the user's own; `*` is the uid. */
const templateObject = fc.record({
  kind: fc.constantFrom(...CLUSTER_WIDE, ...NAMESPACED),
  namespace: fc.constantFrom('*', '*', '*', 'other', 'x-*'),
  name: fc.constantFrom('*', 'x', 'x-*', '*-x', 'a-*', 'A*'),
  refers: fc.constantFrom('', 'x', 'x-*', '*', 'a'),
});

const templateObjects = fc.array(templateObject, { minLength: 1, maxLength: 3 });

const program = fc.record({
  templates: fc.option(fc.tuple(templateObjects, templateObjects)),
  first: fc.uniqueArray(uid, { maxLength: 14 }),
  second: fc.uniqueArray(uid, { maxLength: 5 }),
  extras: fc.array(extra, { maxLength: 4 }),
  profile: fc.constantFrom('plain', 'job'),
  declared: fc.boolean(),
  clashing: fc.boolean(),
  waits: fc.boolean(),
});
type Program = typeof program extends fc.Arbitrary<infer T> ? T : never;

function templated(app: LabApp, id: string, roster: Roster, objects: readonly Extra[]): RosterCharts {
  const charts = new RosterCharts(app, id, { roster });
  const filled = (text: string) => text.replace('*', charts.uid.text);
  for (const [i, { kind, namespace, name, refers }] of objects.entries()) {
    const manifest = manifestOf({ kind, namespace: filled(namespace), name: filled(name), refers: filled(refers) });
    new ApiObject(charts.template, `t${i}`, manifest);
  }
  return charts;
}

function build(given: Program, asRows: boolean): LabApp {
  const app = new LabApp({ yamlOutputType: YamlOutputType.FILE_PER_CHART });
  if (given.declared) declare(app);
  const labs = [given.first, given.second].map((uids, i) => {
    const roster = rosterOf(uids, given.profile);
    if (given.templates) return templated(app, `lab${i}`, roster, given.templates[i]);
    return new Lab(app, `lab${i}`, { site: given.clashing ? clashingSite : site, roster, profiles });
  });
  const chart = new LabChart(app, 'extra');
  for (const [i, one] of given.extras.entries()) new ApiObject(chart, `e${i}`, manifestOf(one));
  if (given.waits) labs[0].node.addDependency(chart);
  if (!asRows) for (const lab of labs) expect(lab.node.children).toBeInstanceOf(Array);
  return app;
}

const sorted = (findings: Finding[]) => findings.map((finding) => JSON.stringify(finding)).sort();

test('rows and charts give the same text and the same findings, whatever else the program has', () => {
  let good = 0;
  fc.assert(
    fc.property(program, (given) => {
      const [rows, charts] = [true, false].map((asRows) => build(given, asRows)._synthesize({ text: true }));
      expect(sorted(rows.findings)).toEqual(sorted(charts.findings));
      expect(rows.text).toBe(charts.text);
      expect(rows.objects).toBe(charts.objects);
      if (rows.text !== undefined) good++;
    }),
    { numRuns: 400 },
  );
  expect(good).toBeGreaterThan(30);
});
