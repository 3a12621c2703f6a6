import type { Finding } from '../../core/finding';
import { mappingOf } from '../../core/private/mapping';
import { walk } from '../../core/private/tree';
import { warning } from '../../core/rules/problem';
import { GpuMetrics } from '../gpu-metrics';
import type { GpuMonitoring } from '../gpu-monitoring';

/** GPU operators of the program that offer figures in another way than the monitoring asks for them. */
export function lostFigures(monitoring: GpuMonitoring): Finding[] {
  const { gpuMetrics } = monitoring;
  if (gpuMetrics === GpuMetrics.NONE) return [];
  return walk(monitoring.node.root).releases.flatMap((release): Finding[] => {
    if (release._source.name !== 'gpu-operator') return [];
    const exporter = mappingOf(release._values.dcgmExporter);
    const isAsked =
      gpuMetrics === GpuMetrics.SERVICE_MONITOR
        ? mappingOf(exporter.serviceMonitor).enabled === true && exporter.enabled !== false
        : exporter.enabled !== false;
    if (isAsked) return [];
    const wanted = gpuMetrics === GpuMetrics.SERVICE_MONITOR ? 'its ServiceMonitor' : 'its exporter';
    const message = `nobody gets figures of GPUs: the monitoring asks for ${wanted}, and ${release.node.path} has none`;
    const hint = 'give monitoring to the GpuOperatorStack, and leave its metrics out';
    return [{ ...warning('GPULAB2508', message, 'gpuMetrics', hint), path: monitoring.node.path }];
  });
}
