/** A figure over time. Units are Grafana's names. */
interface Panel {
  readonly title: string;
  readonly expression: string;
  readonly legend: string;
  readonly unit: string;
}

const BY_CARD = '{{node}} card {{device_index}}';
const BY_CONTAINER = '{{namespace}}/{{pod}} {{container}}';

/**
 * What HAMi 2.10.0 tells (cmd/scheduler/metrics.go, cmd/vGPUmonitor/metrics.go): of cards by its scheduler, of containers by its
 * monitor on each node.
 */
const PANELS: readonly Panel[] = [
  {
    title: 'Memory booked of each card',
    expression: 'hami_gpu_memory_allocated_bytes / on(node, device_uuid) group_left hami_gpu_memory_limit_bytes',
    legend: BY_CARD,
    unit: 'percentunit',
  },
  { title: 'Containers on each card', expression: 'hami_gpu_shared_count', legend: BY_CARD, unit: 'none' },
  { title: 'Memory of slices in use', expression: 'hami_vgpu_memory_used_bytes', legend: BY_CONTAINER, unit: 'bytes' },
  {
    title: 'Slices near their limit',
    expression: 'topk(10, hami_vgpu_memory_used_bytes / hami_vgpu_memory_limit_bytes)',
    legend: BY_CONTAINER,
    unit: 'percentunit',
  },
  {
    title: 'Compute of slices',
    expression: 'hami_container_device_utilization_ratio',
    legend: BY_CONTAINER,
    unit: 'percent',
  },
  { title: 'Memory of cards in use', expression: 'hami_host_gpu_memory_used_bytes', legend: BY_CARD, unit: 'bytes' },
];

const COLUMNS = 2;
const WIDTH = 12;
const HEIGHT = 8;

/** Whichever source of figures the reader chooses. */
const SOURCE = { type: 'prometheus', uid: '$datasource' };

/** The dashboard as Grafana reads it. */
export function hamiDashboard(): string {
  const dashboard = {
    uid: 'gpulab-hami',
    title: 'GPU slices',
    tags: ['gpu', 'hami'],
    schemaVersion: 39,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    templating: { list: [{ name: 'datasource', label: 'Source', type: 'datasource', query: 'prometheus' }] },
    panels: PANELS.map(panelOf),
  };
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}

const panelOf = ({ title, expression, legend, unit }: Panel, index: number): object => ({
  id: index + 1,
  title,
  type: 'timeseries',
  datasource: SOURCE,
  gridPos: { x: (index % COLUMNS) * WIDTH, y: Math.floor(index / COLUMNS) * HEIGHT, w: WIDTH, h: HEIGHT },
  fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
  targets: [{ refId: 'A', datasource: SOURCE, expr: expression, legendFormat: legend }],
});
