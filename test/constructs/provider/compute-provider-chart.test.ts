import { describe, expect, test } from 'vitest';
import { LabApp } from '../../../constructs/app';
import { ComputeProviderChart } from '../../../constructs/provider';
import { objectsOf, provider, V0_3, V1_1, WALLET } from './support';

const { helm } = new ComputeProviderChart(new LabApp(), 'compute-provider', { version: '1.0.0' });

const rendered = (values: object = {}, releaseNamespace = 'computing-provider'): any[] =>
  helm.renderManifests({ values, releaseName: 'provider', releaseNamespace });

const idOf = ({ kind, metadata }: any): string => `${kind} ${metadata.name}`;
const byId = (objects: readonly any[]) =>
  Object.fromEntries(objects.map((one) => [idOf(one), JSON.parse(JSON.stringify(one))]));

/** What only a program can say, or what charts of others make. */
const NOT_IN_CHART = /^(?:Installation|APIServer|ValidatingAdmissionPolicy|Namespace (?!ns-))/;

describe('the chart of a computing provider', () => {
  test.each([
    ['0.3', V0_3],
    ['1.1', V1_1],
  ])('has the objects that a stack of %s has', (providerVersion, props) => {
    const stack = objectsOf(provider({ ...props, wallets: [WALLET] })).filter((one) => !NOT_IN_CHART.test(idOf(one)));
    // Pods have a part of 10.0.0.0/8 in both.
    expect(byId(rendered({ providerVersion, wallets: [{ address: WALLET }] }))).toEqual(byId(stack));
  });

  test('has the account in the namespace of the release, and rights where the provider looks for things', () => {
    const objects = rendered({}, 'cp');
    const namespaces = objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}`);
    expect(namespaces).toContain('ServiceAccount cp');
    expect(namespaces).toContain('DaemonSet kube-system');
    const subjects = objects.flatMap(({ subjects = [] }) => subjects);
    expect(new Set(subjects.map(({ namespace }: any) => namespace))).toEqual(new Set(['cp']));
  });

  test('takes an image for the exporter', () => {
    const exporter = rendered({ exporter: { image: 'registry.example.com/exporter:1' } }).find(
      ({ kind }) => kind === 'DaemonSet',
    );
    expect(exporter.spec.template.spec.containers[0].image).toBe('registry.example.com/exporter:1');
  });

  test('has the policies of one form, or none', () => {
    const policiesOf = (policies: object): string[] =>
      rendered({ policies })
        .filter(({ apiVersion }) => apiVersion === 'projectcalico.org/v3')
        .map(({ metadata }) => metadata.name);
    expect(policiesOf({ form: 'isolated' })).toEqual(['tasks-isolated']);
    expect(policiesOf({ form: 'upstream', hostSubnets: ['192.0.2.0/24'] })).toHaveLength(7);
    expect(policiesOf({ form: 'none' })).toEqual([]);
  });

  test.each([
    ['upstream without networks of the hosts', { policies: { form: 'upstream' } }, 'GPULAB3107'],
    ['a rule that would deny everything', { policies: { deniedNetworks: [] } }, 'GPULAB3107'],
    ['a wallet that is none', { wallets: [{ address: '0x12' }] }, 'GPULAB3106'],
    ['a selector in a namespace', { policies: { ingressNamespace: 'a" || all() || "' } }, 'GPULAB3106'],
    ['a line that there is not', { providerVersion: '0.4' }, 'GPULAB3106'],
  ])('refuses %s', (_what, values, code) => {
    expect(() => rendered(values)).toThrow(code);
  });

  test('leaves namespaces of wallets when a wallet leaves the list', () => {
    const [namespace] = rendered({ wallets: [{ address: WALLET }] }).filter(({ kind }) => kind === 'Namespace');
    expect(namespace.metadata.annotations).toEqual({ 'helm.sh/resource-policy': 'keep' });
  });
});
