/** A figure over time. Units are Grafana's names. */
interface Panel {
  readonly title: string;
  readonly metric: string;
  readonly unit: string;
  readonly max?: number;
}

/** Figures that the exporter of the GPU operator offers without further configuration (NVIDIA/dcgm-exporter, etc/*.csv). */
const PANELS: readonly Panel[] = [
  { title: 'Utilisation', metric: 'DCGM_FI_DEV_GPU_UTIL', unit: 'percent', max: 100 },
  { title: 'Memory in use', metric: 'DCGM_FI_DEV_FB_USED', unit: 'mbytes' },
  { title: 'Temperature', metric: 'DCGM_FI_DEV_GPU_TEMP', unit: 'celsius' },
  { title: 'Power', metric: 'DCGM_FI_DEV_POWER_USAGE', unit: 'watt' },
  { title: 'Last XID error', metric: 'DCGM_FI_DEV_XID_ERRORS', unit: 'none' },
];

const WIDTH = 12;
const HEIGHT = 8;

/** Whichever source of figures the reader chooses; the only one by default. */
const SOURCE = { type: 'prometheus', uid: '$datasource' };

/** The dashboard as Grafana reads it: one panel a figure, two in a row, for the nodes that the reader chooses. */
export function gpuDashboard(): string {
  const dashboard = {
    uid: 'gpulab-gpus',
    title: 'GPUs',
    tags: ['gpu'],
    schemaVersion: 39,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    templating: { list: [sourceVariable, nodeVariable] },
    panels: PANELS.map(panelOf),
  };
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}

const sourceVariable = { name: 'datasource', label: 'Source', type: 'datasource', query: 'prometheus' };

const nodeVariable = {
  name: 'node',
  label: 'Node',
  type: 'query',
  datasource: SOURCE,
  query: 'label_values(DCGM_FI_DEV_GPU_UTIL, Hostname)',
  refresh: 2,
  multi: true,
  includeAll: true,
  allValue: '.*',
  current: { text: 'All', value: '$__all' },
};

const panelOf = ({ title, metric, unit, max }: Panel, index: number): object => ({
  id: index + 1,
  title,
  type: 'timeseries',
  datasource: SOURCE,
  gridPos: { x: (index % 2) * WIDTH, y: Math.floor(index / 2) * HEIGHT, w: WIDTH, h: HEIGHT },
  fieldConfig: { defaults: { unit, min: 0, ...(max !== undefined && { max }) }, overrides: [] },
  targets: [
    {
      refId: 'A',
      datasource: SOURCE,
      expr: `${metric}{Hostname=~"$node"}`,
      legendFormat: '{{Hostname}} GPU {{gpu}}',
    },
  ],
});
