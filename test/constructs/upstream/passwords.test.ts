import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../constructs/app';
import { GpuMonitoring } from '../../../constructs/gpu';
import { UpstreamChart, UpstreamRelease } from '../../../constructs/upstream';

/** Keys of the passwords that a release is warned of. */
function warned(chart: UpstreamChart, values: { [key: string]: any } = {}): (string | undefined)[] {
  const app = new LabApp();
  new UpstreamRelease(app, 'r', { chart, values });
  return app.check().flatMap(({ code, level, key }) => (code === 'GPULAB2425' && level === 'warning' ? [key] : []));
}

const { HARBOR, KUBE_PROMETHEUS_STACK, OPENLDAP_STACK_HA, REDIS } = UpstreamChart;
const OLD_MONITORING = KUBE_PROMETHEUS_STACK.at('51.4.0');

describe('a password that everybody knows', () => {
  test('of Harbor: four, of which a database of one’s own has one less', () => {
    const own = ['harborAdminPassword', 'secretKey', 'registry.credentials.password'];
    expect(warned(HARBOR)).toEqual([...own, 'database.internal.password']);
    expect(warned(HARBOR, { database: { type: 'external' } })).toEqual(own);
  });

  test('is not replaced by saying it once more', () => {
    expect(warned(HARBOR, { harborAdminPassword: 'Harbor12345' })).toContain('harborAdminPassword');
    expect(warned(HARBOR, { harborAdminPassword: 'another' })).not.toContain('harborAdminPassword');
  });

  test('is replaced by a Secret, whose key the hint names', () => {
    expect(warned(OPENLDAP_STACK_HA)).toEqual(['global.adminPassword', 'global.configPassword']);
    expect(warned(OPENLDAP_STACK_HA, { global: { existingSecret: 'ldap' } })).toEqual([]);
    expect(warned(OPENLDAP_STACK_HA, { global: { existingSecret: '' } })).toHaveLength(2);
    const app = new LabApp();
    new UpstreamRelease(app, 'ldap', { chart: OPENLDAP_STACK_HA });
    expect(app.check()[0].hint).toMatch(/^set global\.existingSecret to the name of a Secret/);
  });

  test('of Grafana is one of older charts; since version 79 it is random', () => {
    expect(warned(OLD_MONITORING)).toEqual(['grafana.adminPassword']);
    expect(warned(OLD_MONITORING, { grafana: { enabled: false } })).toEqual([]);
    expect(warned(OLD_MONITORING, { grafana: { admin: { existingSecret: 'grafana' } } })).toEqual([]);
    expect(warned(KUBE_PROMETHEUS_STACK)).toEqual([]);
    expect(warned(KUBE_PROMETHEUS_STACK, { grafana: { adminPassword: 'prom-operator' } })).toHaveLength(1);
    expect(warned(KUBE_PROMETHEUS_STACK.at('79.0.0'))).toEqual([]);
    expect(warned(KUBE_PROMETHEUS_STACK.at('latest'))).toHaveLength(1);
  });

  test('is none where the chart makes one up', () => expect(warned(REDIS)).toEqual([]));

  test('is acknowledged like any warning', () => {
    const app = new LabApp();
    new UpstreamRelease(app, 'ldap', { chart: OPENLDAP_STACK_HA });
    app.acknowledge({ code: 'GPULAB2425', path: 'ldap', reason: 'a test cluster' });
    expect(app.check()).toEqual([]);
  });

  test.each([undefined, '51.4.0'])('GpuMonitoring of version %s has none', (version) => {
    const app = new LabApp();
    app.external.secret('kube-prometheus-stack', 'grafana-admin');
    new GpuMonitoring(app, 'monitoring', { grafanaAdmin: { secret: 'grafana-admin' }, version });
    expect(app.check()).toEqual([]);
  });
});
