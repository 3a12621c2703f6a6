import { ApiObject } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import type { LabError } from '../../../constructs/core/lab-error';
import { External, type Finding, LabApp, LabChart, Roster, RosterCharts } from '../../../constructs/index';

const WIDGETS = `# Kinds of example.com as of widgets.yaml.
&1 (colour!:s=red|blue,size:i)
example.com/v1 Gadget gadgets C (apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec:(inner:&1;))
example.com/v1 Widget widgets Ns (apiVersion:s,kind:s,metadata:@meta.v1.ObjectMeta,spec!:(left:&1;,right:[&1;),status:A)
`;

const lab = () => new LabChart(new LabApp(), 'lab', { namespace: 'lab' });
const add = (chart: LabChart, kind: string, more: object = {}) =>
  new ApiObject(chart, kind, { apiVersion: 'example.com/v1', kind, metadata: { name: 'one' }, ...more });
const findings = (chart: LabChart): Finding[] => [
  ...(chart.node.root as LabApp)._synthesize({ checkOnly: true }).findings,
];
const told = (chart: LabChart) => findings(chart).map(({ code, key, message }) => `${code} ${key}: ${message}`);

describe('custom kinds with their shapes', () => {
  test('objects of them are checked, however they are made', () => {
    const chart = lab();
    External.of(chart).customKinds(WIDGETS);
    add(chart, 'Widget', { spec: { left: { colour: 'green', size: '1' }, rihgt: [] } });
    expect(told(chart)).toEqual([
      'GPULAB1207 spec.left.colour: colour is "green"; allowed are red, blue',
      'GPULAB1205 spec.left.size: size is a string; it must be a whole number',
      'GPULAB1203 spec.rihgt: spec has no field rihgt',
    ]);
  });

  test('what is required is missed', () => {
    const chart = lab();
    External.of(chart).customKinds(WIDGETS);
    add(chart, 'Widget');
    expect(told(chart)).toEqual(['GPULAB1204 spec: spec is missing']);
  });

  test('their scope is known: an object of the whole cluster does not take the namespace of its chart', () => {
    const chart = lab();
    External.of(chart).customKinds(WIDGETS);
    add(chart, 'Gadget');
    add(chart, 'Widget', { spec: {} });
    expect(findings(chart)).toEqual([]);
    expect(chart.toJson().map(({ metadata }) => metadata)).toEqual([
      { name: 'one' },
      { name: 'one', namespace: 'lab' },
    ]);
  });

  test('they hold for the app, and for no other', () => {
    const [chart, other] = [lab(), lab()];
    External.of(chart).customKinds(WIDGETS);
    for (const one of [chart, other]) add(one, 'Widget', { spec: { typo: 1 } });
    expect(told(chart)).toHaveLength(1);
    expect(told(other)).toEqual([]);
  });

  test('the same text again changes nothing', () => {
    const chart = lab();
    for (let i = 0; i < 3; i++) External.of(chart).customKinds(WIDGETS);
    expect(External.of(chart)._kinds).toHaveLength(2);
  });

  test('they count more than what the library knows of the same kind, and leave the others of the group alone', () => {
    const chart = lab();
    const apiVersion = 'ceph.rook.io/v1';
    External.of(chart).customKinds(
      `${apiVersion} CephClient cephclients N (metadata:@meta.v1.ObjectMeta,spec:(mine:s))`,
    );
    new ApiObject(chart, 'a', { apiVersion, kind: 'CephClient', metadata: { name: 'a' }, spec: { mine: 'x' } } as any);
    new ApiObject(chart, 'b', {
      apiVersion,
      kind: 'CephBlockPool',
      metadata: { name: 'b' },
      spec: { mine: 'x' },
    } as any);
    expect(told(chart).filter((line) => line.includes('mine'))).toEqual([
      'GPULAB1203 spec.mine: spec has no field mine',
    ]);
  });

  test('an object in the template of a roster declares them for the program', () => {
    const app = new LabApp();
    const roster = Roster.fromText(
      'uid,mail,uidNumber,gidNumber,profile\nzhang3,z@example.org,2001,500,course\n',
      'roster.csv',
    );
    const { template } = new RosterCharts(app, 'students', { roster });
    External.of(template).customKinds(WIDGETS);
    add(template, 'Widget', { metadata: { name: 'one', namespace: 'lab' }, spec: { typo: 1 } });
    const { findings: found } = app._synthesize({ checkOnly: true });
    expect(found.map(({ code }) => code)).toEqual(['GPULAB1203']);
  });
});

describe('a text that is none', () => {
  test.each([
    ['', 'the text of custom kinds is empty'],
    ['kind: CustomResourceDefinition', 'this is no line of a text of custom kinds: "kind: CustomResourceDefinition"'],
    [WIDGETS.replace('Ns (', 'X ('), /no line of a text of custom kinds: "example.com\/v1 Widget widgets X .*\.\.\."$/],
    [WIDGETS.slice(0, -5), /no line/],
  ])('%j is refused at the call', (text, message) => {
    try {
      External.of(lab()).customKinds(text);
      expect.unreachable();
    } catch (error) {
      const [finding] = (error as LabError).findings;
      expect(finding).toMatchObject({ code: 'GPULAB1218', message: expect.stringMatching(message) });
      expect(finding.file).toContain('external.test.ts');
    }
  });
});
