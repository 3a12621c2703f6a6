import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../../constructs/app';
import type { LabError } from '../../../../constructs/core/lab-error';
import { LabUserChart, LabUserNamespace, QuotaProfile } from '../../../../constructs/lab';
import { chart, manifestsOf, site } from '../campus';

const { helm } = new LabUserChart(new LabApp(), 'lab-user', { site, version: '1.0.0' });
const student = { uid: 'test01', mail: 'test01@test.lthpc.com' };

const render = (values: { [name: string]: any }): any[] => helm.renderManifests({ values, releaseName: 'test01' });
const literal = (quota?: QuotaProfile): any[] =>
  JSON.parse(JSON.stringify(manifestsOf(new LabUserNamespace(chart(), 'namespace', { site, ...student, quota }))));

const KEEP = 'helm.sh/resource-policy';
const isKept = ({ metadata }: any): boolean => metadata.annotations?.[KEEP] === 'keep';
const withoutKeep = (manifests: any[]): any[] =>
  manifests.map(({ metadata: { annotations, ...metadata }, ...rest }) => ({ ...rest, metadata }));

function refused(values: { [name: string]: any }): string[] {
  try {
    render(values);
  } catch (error) {
    return (error as LabError).findings.map(({ code, key, message }) => [code, key, message].filter(Boolean).join(' '));
  }
  return [];
}

describe('the chart of a student', () => {
  test('gives the nine objects that five releases gave (acceptance fact 1)', () => {
    const manifests = render(student);
    expect(manifests).toHaveLength(9);
    expect(withoutKeep(manifests)).toEqual(literal());
  });

  test('keeps the namespace and its claims, and nothing else', () => {
    const kept = render(student).filter(isKept);
    expect(kept.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'Namespace test01',
      'PersistentVolumeClaim pvc-nfshome-test01',
      'PersistentVolumeClaim gfs-sata-pvc-test01',
      'PersistentVolumeClaim gfs-sata-share-pvc-test01',
      'PersistentVolumeClaim gfs-nvme-pvc-share-test01',
    ]);
  });

  test('has the seven amounts of a quota, all of them text (acceptance fact 2)', () => {
    const { spec } = render(student).find(({ kind }) => kind === 'ResourceQuota');
    expect(spec.hard).toEqual({
      'limits.cpu': '56',
      'limits.memory': '500Gi',
      'requests.cpu': '56',
      'requests.memory': '500Gi',
      'requests.nvidia.com/gpu': '4',
      'requests.storage': '40T',
      'count/pods': '10',
    });
  });

  test('takes other amounts as values', () => {
    const quota = { cpu: 8, memory: '1T', gpus: 0, storage: '30T', pods: 2 };
    const expected = QuotaProfile.of({ ...quota, cpu: '8' });
    expect(withoutKeep(render({ ...student, quota }))).toEqual(literal(expected));
  });

  test('wants uid and mail, and says so', () => {
    expect(refused({})).toEqual([
      expect.stringMatching(/^GPULAB3106 uid .*missing/),
      expect.stringMatching(/^GPULAB3106 mail .*missing/),
    ]);
  });

  test.each<[string, object, RegExp]>([
    ['upper case', { uid: 'Zhang3' }, /^GPULAB3106 uid /],
    ['an underscore', { uid: 'zhang_3' }, /^GPULAB3106 uid /],
    ['a uid beyond 63 characters', { uid: 'a'.repeat(64) }, /^GPULAB3106 uid .*\b64\b/],
    ['a mail that a shell would run', { mail: 'x@y;reboot' }, /^GPULAB3106 mail /],
    ['a namespace of Kubernetes', { uid: 'kube-public' }, /^GPULAB3106 uid uid is "kube-public", which is forbidden/],
    [
      'a namespace that begins like those of Kubernetes',
      { uid: 'kube-flannel' },
      /^GPULAB3107 uid begins with "kube-"/,
    ],
    [
      'a namespace that the site reserves',
      { uid: 'admin-helm' },
      /^GPULAB3106 uid uid is "admin-helm", which is forbidden/,
    ],
  ])('refuses %s', (_what, changes, message) => {
    expect(refused({ ...student, ...changes })).toEqual([expect.stringMatching(message)]);
  });
});
