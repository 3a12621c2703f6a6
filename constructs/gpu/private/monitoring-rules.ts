import { isMapping, mappingOf } from '../../core/private/mapping';
import { LABEL_KEY } from '../../core/rules/names';
import { quoted } from '../../core/rules/problem';
import type { Rules } from '../../core/rules/rules';
import { GpuMetrics } from '../gpu-metrics';
import type { GpuMonitoringProps, MonitoringStorage } from '../gpu-monitoring';
import { ChartVersion } from './chart-version';

/** Key of a Secret. */
const SECRET_KEY = /^[-._a-zA-Z0-9]+$/;

/** A card that is hotter has switched itself off. */
const HOTTEST = 120;

/** Everything that is wrong with the props of a monitoring. */
export function monitoringRules(rules: Rules, props: GpuMonitoringProps): void {
  if (!rules.object('props of the GpuMonitoring', props)) return;
  const { grafanaAdmin, gpuMetrics, maxGpuTemperature, nodeSelector, version, values, rawValues } = props;
  if (rules.object('grafanaAdmin', grafanaAdmin, 'a Secret, as { secret: "grafana-admin" }')) {
    const { secret, userKey, passwordKey } = grafanaAdmin;
    rules.subdomain('grafanaAdmin.secret', secret);
    if (userKey !== undefined) rules.matching('grafanaAdmin.userKey', userKey, SECRET_KEY, 'a key of a Secret');
    if (passwordKey !== undefined) {
      rules.matching('grafanaAdmin.passwordKey', passwordKey, SECRET_KEY, 'a key of a Secret');
    }
  }
  for (const key of ['prometheusStorage', 'alertmanagerStorage', 'grafanaStorage'] as const) {
    const storage = props[key];
    if (storage !== undefined) storageRules(rules, key, storage);
  }
  const known: readonly string[] = Object.values(GpuMetrics);
  if (gpuMetrics !== undefined && !known.includes(gpuMetrics)) {
    rules.error('GPULAB2203', `gpuMetrics ${quoted(gpuMetrics)} is none of ${known.join(', ')}`, 'gpuMetrics');
  }
  if (maxGpuTemperature !== undefined) rules.whole('maxGpuTemperature', maxGpuTemperature, 1, HOTTEST);
  if (nodeSelector !== undefined && rules.object('nodeSelector', nodeSelector)) nodeSelectorRules(rules, nodeSelector);
  if (version !== undefined && rules.text('version', version) && !ChartVersion.parse(version)) {
    rules.error(
      'GPULAB2504',
      `version ${quoted(version)} is no version of kube-prometheus-stack`,
      'version',
      'as 88.5.3',
    );
  }
  noPassword(rules, 'values', values);
  noPassword(rules, 'rawValues', rawValues);
}

function storageRules(rules: Rules, key: string, storage: MonitoringStorage): void {
  if (!rules.object(key, storage)) return;
  rules.subdomain(`${key}.storageClass`, storage.storageClass);
  rules.quantity(`${key}.size`, storage.size);
}

function nodeSelectorRules(rules: Rules, nodeSelector: { readonly [label: string]: string }): void {
  for (const [label, value] of Object.entries(nodeSelector)) {
    rules.matching('nodeSelector', label, LABEL_KEY, 'a label key');
    if (value !== '') rules.labelValue(`nodeSelector[${quoted(label)}]`, value);
  }
}

/** Helm keeps values in the cluster, and we write them to files. The password itself is not told. */
function noPassword(rules: Rules, key: string, values: unknown): void {
  const { grafana } = mappingOf(values);
  if (!isMapping(grafana) || grafana.adminPassword === undefined || grafana.adminPassword === null) return;
  const where = `${key}.grafana.adminPassword`;
  rules.error('GPULAB2511', `${where} is a password`, where, 'keep it in the Secret that grafanaAdmin names');
}
