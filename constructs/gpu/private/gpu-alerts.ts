import { type Alert, alertRules } from '../../core/private/alerts';

/** Degrees Celsius at which cards of data centres begin to slow down, less a few. */
const DEFAULT_TEMPERATURE = 85;

/**
 * Errors (XID) of the hardware or driver, for which a node has to be looked after; others come from programs.
 * Source: NVIDIA's document "XID Errors": ECC 48, 63, 64, 94, 95, NVLink 74, fallen off the bus 79, GSP 119 and 120.
 */
const HARDWARE_ERRORS = [48, 63, 64, 74, 79, 94, 95, 119, 120];

/** How alerts name a card; DCGM exporter gives these labels to each figure. */
const CARD = 'GPU {{ $labels.gpu }} ({{ $labels.modelName }}) of {{ $labels.Hostname }}';

/** Spec of the PrometheusRule. Metrics are those that the exporter of the GPU operator offers without further configuration. */
export function gpuAlerts(maxTemperature: number = DEFAULT_TEMPERATURE): object {
  const alerts: Alert[] = [
    {
      alert: 'GpuHardwareError',
      expr: HARDWARE_ERRORS.map((code) => `DCGM_FI_DEV_XID_ERRORS == ${code}`).join(' or '),
      minutes: 0,
      severity: 'critical',
      summary: `${CARD} reports XID {{ $value }}`,
    },
    {
      alert: 'GpuHot',
      expr: `DCGM_FI_DEV_GPU_TEMP > ${maxTemperature}`,
      minutes: 5,
      severity: 'warning',
      summary: `${CARD} has {{ $value }} degrees Celsius`,
    },
    {
      alert: 'GpuMemoryBroken',
      expr: 'DCGM_FI_DEV_ROW_REMAP_FAILURE > 0',
      minutes: 0,
      severity: 'critical',
      summary: `${CARD} cannot replace a broken row of its memory (ECC)`,
    },
    {
      alert: 'GpuMemoryErrors',
      expr: 'increase(DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS[1d]) > 0',
      minutes: 0,
      severity: 'warning',
      summary: `${CARD} has replaced a row of its memory after an uncorrectable error (ECC); it takes effect at a reset`,
    },
  ];
  return alertRules('gpus', alerts);
}
