/** Where figures of GPUs come from. */
export enum GpuMetrics {
  /** There are none. */
  NONE = 'none',
  /** The DCGM exporter answers at port 9400 of each node's pod; somebody has to ask. */
  EXPORTER = 'exporter',
  /** A ServiceMonitor tells a Prometheus operator to ask. */
  SERVICE_MONITOR = 'service-monitor',
}
