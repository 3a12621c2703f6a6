import { expect, test } from 'vitest';
import type { LabChart } from '../../../constructs/core';
import { chartTemplate, manifestsOf } from '../../../constructs/core/template/private/chart-template';
import { InfinibandNetwork, LabUserNamespace, QuotaProfile, StorageClaim } from '../../../constructs/lab';
import { chart, findingsOf, site, manifestsOf as writtenBy } from './campus';

const values = { name: 'wang', mail: 'wang@example.edu', storageClass: 'nfs-users', size: '30T', gpus: 2, pods: 5 };

/** What a chart of references gives when they are filled in. */
function filled(make: (lab: LabChart, text: (name: string) => string) => void): any[] {
  const lab = chart();
  make(lab, (name) => lab.values.text(name, { description: name, example: String(values[name as 'name']) }).text);
  expect(findingsOf(lab)).toEqual([]);
  const environment = { values, builtIns: {}, items: new Map() };
  return manifestsOf(chartTemplate(lab), environment).map(({ manifest }) => manifest);
}

test('a claim takes references', () => {
  const { name, storageClass, size } = values;
  const given = filled((lab, text) => {
    const namespace = text('name');
    const data = { namespace, name: `data-${namespace}`, storageClass: text('storageClass'), size: text('size') };
    new StorageClaim(lab, 'data', data);
  });
  const literal = new StorageClaim(chart(), 'data', { namespace: name, name: `data-${name}`, storageClass, size });
  expect(given).toEqual(writtenBy(literal));
});

test('a network takes references', () => {
  const given = filled((lab, text) => new InfinibandNetwork(lab, 'network', { site, namespace: text('name') }));
  expect(given).toEqual(writtenBy(new InfinibandNetwork(chart(), 'network', { site, namespace: values.name })));
});

test('a namespace takes references, also in limits and in its quota', () => {
  const given = filled((lab, text) => {
    const [uid, mail, size] = [text('name'), text('mail'), text('size')];
    const [gpus, pods] = ['gpus', 'pods'].map((name) => lab.values.integer(name, { description: name }));
    const quota = QuotaProfile.student({ gpus, pods, storage: size });
    expect(quota.gpus).toBeUndefined();
    new LabUserNamespace(lab, 'namespace', {
      site,
      uid,
      mail,
      quota,
      limits: { cpu: '4', memory: '8Gi', maxMemory: size },
    });
  });
  const { name, mail, size, gpus, pods } = values;
  const quota = QuotaProfile.student({ gpus, pods, storage: size });
  const limits = { cpu: '4', memory: '8Gi', maxMemory: size };
  const literal = writtenBy(new LabUserNamespace(chart(), 'namespace', { site, uid: name, mail, quota, limits }));
  expect(given).toEqual(JSON.parse(JSON.stringify(literal)));
});
