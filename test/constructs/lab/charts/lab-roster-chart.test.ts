import { App } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../../constructs/app';
import type { LabError } from '../../../../constructs/core/lab-error';
import { stateOf } from '../../../../constructs/core/private/state';
import {
  Lab,
  type LabProfile,
  LabRosterChart,
  type LabRosterChartProps,
  PodSecurityLevel,
  QuotaProfile,
  Roster,
} from '../../../../constructs/lab';
import { manifestsOf, site } from '../campus';

const profiles: { [name: string]: LabProfile } = {
  'large-models': {
    quota: QuotaProfile.student({ gpus: 8 }),
    starter: { baseName: 'pytorch', gpuModel: 'RTX4090D', gpus: 1, infiniband: true },
  },
  vision: {
    quota: QuotaProfile.of({ cpu: '32', others: { 'count/services': '5' } }),
    limits: { cpu: '4', memory: '8Gi' },
    isolation: { ingressCidrs: ['10.0.0.0/8'] },
    podSecurity: { enforce: PodSecurityLevel.BASELINE },
    starter: {
      baseName: 'jupyter',
      sharedMemory: '8Gi',
      extraPort: 8888,
      ingressHost: 'a.example.org',
      cpu: '2',
      memory: '4Gi',
    },
  },
  intro: {},
};

const made = (changes: Partial<LabRosterChartProps> = {}): LabRosterChart =>
  new LabRosterChart(new LabApp(), 'lab', { site, version: '1.0.0', profiles, defaultProfile: 'intro', ...changes });
const { helm } = made();

interface Row {
  readonly uid: string;
  readonly mail: string;
  readonly profile?: string;
}

const students: Row[] = [
  { uid: 'wang', mail: 'wang@example.edu', profile: 'vision' },
  { uid: 'li', mail: 'li@example.edu', profile: 'large-models' },
  { uid: 'zhao', mail: 'zhao@example.edu' },
  { uid: 'sun', mail: 'sun@example.edu', profile: 'vision' },
];

const render = (values: { [name: string]: any }): any[] => helm.renderManifests({ values, releaseName: 'lab' });

function refused(values: { [name: string]: any }): string[] {
  try {
    render(values);
  } catch (error) {
    return (error as LabError).findings.map(({ code, key, message }) => [code, key, message].filter(Boolean).join(' '));
  }
  return [];
}

const KEEP = 'helm.sh/resource-policy';
/** Manifests by kind, namespace and name, without the annotation that only Helm reads. */
const byIdentity = (manifests: readonly any[]): { [identity: string]: unknown } =>
  Object.fromEntries(
    manifests.map((manifest) => {
      const { annotations: { [KEEP]: _, ...annotations } = {} as any, ...metadata } = manifest.metadata;
      const others = Object.keys(annotations).length > 0 ? { annotations } : {};
      return [
        `${manifest.kind} ${metadata.namespace}/${metadata.name}`,
        JSON.parse(JSON.stringify({ ...manifest, metadata: { ...metadata, ...others } })),
      ];
    }),
  );

/** What a Lab makes of the same students. */
function labOf(rows: readonly Row[]): any[] {
  const text = rows.map(({ uid, mail, profile = '' }, i) => `${uid},${mail},${2000 + i},500,${profile}\n`).join('');
  const roster = Roster.fromText(text, 'roster.csv');
  return manifestsOf(new Lab(new App(), 'students', { site, roster, profiles, defaultProfile: 'intro' }));
}

describe('the chart of a whole lab', () => {
  test('gives what a Lab gives of the same roster and profiles', () => {
    const manifests = render({ students });
    expect(byIdentity(manifests)).toEqual(byIdentity(labOf(students)));
    expect(manifests).toHaveLength(Object.keys(byIdentity(manifests)).length);
  });

  test('gives nothing for an empty roster', () => {
    expect(render({ students: [] })).toEqual([]);
  });

  test('keeps namespaces and long-term claims, and lets scratch go', () => {
    const kept = render({ students: students.slice(0, 1) }).filter(({ metadata }) => metadata.annotations?.[KEEP]);
    expect(kept.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'Namespace wang',
      'PersistentVolumeClaim pvc-nfshome-wang',
      'PersistentVolumeClaim gfs-sata-pvc-wang',
      'PersistentVolumeClaim gfs-sata-share-pvc-wang',
      'PersistentVolumeClaim gfs-nvme-pvc-share-wang',
    ]);
  });

  test('has the quota of each profile as values, as far as it has ceilings', () => {
    const { properties } = JSON.parse(helm.renderFiles()['values.schema.json']).properties.quotas;
    expect(Object.keys(properties)).toEqual(['large-models', 'vision', 'intro']);
    expect(Object.keys(properties.vision.properties)).toEqual(['cpu']);
    const hardOf = (manifests: any[], uid: string) =>
      manifests.find(({ kind, metadata }) => kind === 'ResourceQuota' && metadata.namespace === uid).spec.hard;
    const manifests = render({ students, quotas: { vision: { cpu: 1 }, 'large-models': { gpus: 2 } } });
    expect(hardOf(manifests, 'wang')).toEqual({ 'limits.cpu': '1', 'requests.cpu': '1', 'count/services': '5' });
    expect(hardOf(manifests, 'li')['requests.nvidia.com/gpu']).toBe('2');
    expect(hardOf(manifests, 'zhao')['requests.nvidia.com/gpu']).toBe('4');
  });

  test('refuses rows that a Lab would refuse by themselves', () => {
    const [wang] = students;
    expect(refused({})).toEqual([expect.stringMatching(/^GPULAB3106 students .*missing/)]);
    const rows = [
      { ...wang, uid: 'Wang' },
      { ...wang, uid: '2023010001' },
      { ...wang, mail: 'wang' },
      { ...wang, profile: 'visoin' },
      { uid: 'wang' },
      { ...wang, uid: 'default' },
      { ...wang, uid: 'admin-helm' },
    ];
    expect(refused({ students: rows }).map((text) => text.split(' ').slice(0, 2).join(' '))).toEqual([
      'GPULAB3106 students[0].uid',
      'GPULAB3106 students[1].uid',
      'GPULAB3106 students[2].mail',
      'GPULAB3106 students[3].profile',
      'GPULAB3106 students[4].mail',
      'GPULAB3106 students[5].uid',
      'GPULAB3106 students[6].uid',
    ]);
  });

  test('refuses a uid or mail that is there twice, and names each row', () => {
    const twice = [...students, { uid: 'li', mail: 'other@example.edu' }, { uid: 'qian', mail: 'WANG@example.edu' }];
    const told = (values: object) => {
      try {
        render({ students: values });
      } catch (error) {
        return (error as LabError).findings.map(({ code, message, hint }) => `${code} ${message} | ${hint}`);
      }
    };
    expect(told(twice)).toEqual([
      'GPULAB3107 two students have one uid, which is the name of the namespace | students[4].uid is that of students[1].uid',
      'GPULAB3107 two students have one mail, so each would have the rights of the other | students[5].mail is that of students[0].mail',
    ]);
    // What the schema refuses already is not told again.
    expect(told([...twice, { uid: 'Sun', mail: 'sun2@example.edu' }])).toHaveLength(1);
  });

  test('allows uids as long as the names of first jobs let them be', () => {
    // 63 less "-extraport" (10), "-jupyter-starter" (16).
    const student = (length: number) => ({ students: [{ uid: 'a'.repeat(length), mail: 'a@b', profile: 'vision' }] });
    expect(refused(student(37))).toEqual([]);
    expect(refused(student(38))).toEqual([expect.stringMatching(/^GPULAB3106 students\[0\].uid .*\b38\b/)]);
  });

  test('without a default profile wants one in each row', () => {
    const { helm: strict } = made({ defaultProfile: undefined });
    const values = { students: [{ uid: 'wang', mail: 'wang@example.edu' }] };
    expect(() => strict.renderManifests({ values, releaseName: 'lab' })).toThrow(/profile .*missing/);
  });

  test('without profiles has one, and no first job', () => {
    const { helm: plain } = made({ profiles: undefined, defaultProfile: undefined });
    const values = { students: [{ uid: '2023010001', mail: 'wang@example.edu' }] };
    expect(plain.renderManifests({ values, releaseName: 'lab' })).toHaveLength(9);
  });

  test('tells what is wrong with its profiles, once', () => {
    const chart = made({ profiles: { vision: { starter: { gpuModel: 'A100' } } }, defaultProfile: 'visoin' });
    expect(stateOf(chart).findings.map(({ code, key }) => `${code} ${key}`)).toEqual([
      'GPULAB2209 profiles.vision.starter.gpuModel',
      'GPULAB2212 defaultProfile',
    ]);
  });
});
