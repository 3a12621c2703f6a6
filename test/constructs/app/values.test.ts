import { ApiObject, App } from 'cdk8s';
import { HelmChart, LabApp, LabChart, Roster, RosterCharts } from 'cdk8s-gpulab';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';

const config = (chart: LabChart, name: string, data: object) =>
  new ApiObject(chart, 'it', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'a' }, data } as any);

const told = (app: LabApp, helm = false) =>
  app._synthesize({ checkOnly: true, helm }).findings.map(({ code, path, message }) => [code, path, message]);

test('manifests of a chart with values are those of the defaults', () => {
  const app = new LabApp();
  const chart = new LabChart(app, 'web');
  const port = chart.values.integer('port', { description: 'Port.', defaultValue: 80 });
  config(chart, 'settings', { port: port.text, host: `h-${port}` });
  expect(parseAllDocuments(app.synthYaml()).map((document) => document.toJS())).toEqual([
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'a' },
      data: { port: '80', host: 'h-80' },
    },
  ]);
});

test('what a default makes wrong is found at its object', () => {
  const app = new LabApp();
  const chart = new LabChart(app, 'web');
  const name = chart.values.text('name', { description: 'Name.', defaultValue: 'No Name' });
  config(chart, name.text, {});
  expect(told(app)).toEqual([['GPULAB1103', 'web/it', expect.stringContaining('"No Name"')]]);
});

test('a chart with a required value is left out of the manifests, and has its example as a Helm chart', () => {
  const app = new LabApp();
  const chart = new LabChart(app, 'web');
  const name = chart.values.text('name', { description: 'Name.', example: 'good' });
  config(chart, name.text, {});
  new HelmChart(chart, { version: '1.0.0' });
  expect(told(app)).toEqual([['GPULAB1009', 'web', expect.stringContaining('name must be given')]]);
  expect(told(app, true)).toEqual([]);
  expect(app._synthesize({ text: true }).text).toBe('');
});

test('what stands in the namespace of the release is not looked for when a Helm chart is written, all else is', () => {
  const app = new LabApp();
  const chart = new LabChart(app, 'web');
  const pod = (id: string, namespace: string) => {
    const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }];
    const spec = { containers: [{ name: 'a', image: 'a' }], volumes };
    new ApiObject(chart, id, { apiVersion: 'v1', kind: 'Pod', metadata: { name: id, namespace }, spec });
  };
  pod('here', chart.values.releaseNamespace().text);
  pod('there', 'elsewhere');
  expect(told(app).map(([code, path]) => [code, path])).toEqual([
    ['GPULAB1301', 'web/here'],
    ['GPULAB1301', 'web/there'],
  ]);
  expect(told(app, true).map(([code, path]) => [code, path])).toEqual([['GPULAB1301', 'web/there']]);
});

test('a required value is an error where nobody could give it', () => {
  const app = new LabApp();
  const chart = new LabChart(app, 'web');
  const name = chart.values.text('name', { description: 'Name.', example: 'good' });
  config(chart, name.text, {});
  expect(told(app)).toEqual([['GPULAB1539', 'web', expect.stringContaining('the value name is required')]]);
  expect(told(app, true)).toEqual([]);
});

test('a value that nothing reads is told, however the chart is written; notes of its Helm form count', () => {
  const make = () => {
    const app = new LabApp();
    const chart = new LabChart(app, 'web');
    const port = chart.values.integer('port', { description: 'Port.', defaultValue: 80 });
    const enabled = chart.values.boolean('enabled', { description: 'Is it on?', defaultValue: false });
    const host = chart.values.text('host', { description: 'Address.', defaultValue: 'a' });
    config(chart, 'settings', enabled ? { port: port.text } : {});
    return { app, chart, notes: `Go to ${host}` };
  };
  const unread = (name: string) => ['GPULAB1540', 'web', `the value ${name} is declared, and nothing reads it`];
  expect(told(make().app)).toEqual([unread('enabled'), unread('host')]);
  const { app, chart, notes } = make();
  new HelmChart(chart, { version: '1.0.0', notes });
  new HelmChart(chart, { version: '1.0.0', chartName: 'quiet' });
  expect(told(app)).toEqual([unread('enabled')]);
  expect(told(app, true)).toEqual([unread('enabled')]);
});

test('a value of one chart in another is an error, not rubbish in a manifest', () => {
  const app = new LabApp();
  const { values } = new LabChart(app, 'web');
  const port = values.integer('port', { description: 'Port.', defaultValue: 80 });
  config(new LabChart(app, 'other'), 'settings', { port: port.text });
  app.acknowledge({ code: 'GPULAB1540', path: 'web', reason: 'read by mistake elsewhere' });
  expect(told(app)).toEqual([[expect.stringMatching(/^GPULAB15/), 'other/it', expect.stringContaining('port')]]);
});

test('charts of a roster are the same under a plain cdk8s App', () => {
  const [ours, stock] = [new LabApp(), new App()].map((app) => {
    const roster = Roster.fromText('zhang3,zhang3@example.org,1,5\nli4,li4@example.org,2,5\n', 'roster.csv');
    const charts = new RosterCharts(app, 'students', { roster });
    config(charts.template, `notes-${charts.uid}`, { mail: charts.mail.text, number: `${charts.uidNumber}` });
    return app.synthYaml();
  });
  expect(ours).toContain('notes-li4');
  expect(stock).toContain('notes-li4');
  const parsed = (text: string) => parseAllDocuments(text).map((document) => document.toJS());
  expect(parsed(ours)).toEqual(expect.arrayContaining(parsed(stock)));
});

test('a mistake in the template of a roster is told once, at the construct', () => {
  const app = new LabApp();
  const roster = Roster.fromText('zhang3,zhang3@example.org,1,5\nli4,li4@example.org,2,5\n', 'roster.csv');
  const charts = new RosterCharts(app, 'students', { roster });
  config(charts.template, charts.uid.text.toUpperCase(), {});
  expect(told(app)).toEqual([['GPULAB1512', 'students/it', expect.any(String)]]);
});

test('nothing can be added to the template of a roster once a chart was made of it', () => {
  const app = new LabApp();
  const roster = Roster.fromText('zhang3,zhang3@example.org,1,5\n', 'roster.csv');
  const charts = new RosterCharts(app, 'students', { roster });
  config(charts.template, charts.uid.text, {});
  expect(charts.chartOf('zhang3')?.node.path).toBe('students/zhang3');
  expect(() => new LabChart(charts.template, 'late')).toThrow(/students/);
});
