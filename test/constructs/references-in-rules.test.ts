import { App } from 'cdk8s';
import {
  ComputeProviderStack,
  CPodJob,
  CPodOperator,
  InfinibandNetwork,
  LabChart,
  LabUserNamespace,
  NodeHealthMonitor,
  ProviderVersion,
  StorageClaim,
  TrainingOperator,
} from 'cdk8s-gpulab';
import type { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { workload } from './gpu/hami/support';
import { site } from './lab/campus';

/** Makes a construct with the text in one of its props. */
type Make = (chart: LabChart, text: string) => Construct;

const MAKERS: { readonly [name: string]: readonly [wrong: string, make: Make] } = {
  LabUserNamespace: ['Zhang', (chart, uid) => new LabUserNamespace(chart, 'x', { site, uid, mail: 'a@example.org' })],
  StorageClaim: [
    'much',
    (chart, size) => new StorageClaim(chart, 'x', { namespace: 'a', name: 'a', storageClass: 'nfs', size }),
  ],
  InfinibandNetwork: ['A b', (chart, namespace) => new InfinibandNetwork(chart, 'x', { site, namespace })],
  HamiSlicedWorkload: ['A b', (chart, namespace) => workload({ namespace }, chart)],
  CPodJob: ['A b', (chart, namespace) => new CPodJob(chart, 'x', { namespace, image: 'a:1', command: ['a'] } as any)],
  CPodOperator: ['a b', (chart, image) => new CPodOperator(chart, 'x', { images: { portal: image } } as any)],
  TrainingOperator: ['a b', (chart, image) => new TrainingOperator(chart, 'x', { image })],
  NodeHealthMonitor: ['A b', (chart, namespace) => new NodeHealthMonitor(chart, 'x', { namespace } as any)],
  ComputeProviderStack: [
    'A b',
    (chart, domain) => new ComputeProviderStack(chart, 'x', { version: ProviderVersion.V1_1_5, domain }),
  ],
};

test.each(Object.entries(MAKERS))('%s refuses a default as it refuses the literal', (_, [wrong, make]) => {
  const findings = (textOf: (chart: LabChart) => string): string[] => {
    const chart = new LabChart(new App(), 'chart');
    return make(chart, textOf(chart)).node.validate();
  };
  const quoting = (messages: readonly string[]) => messages.filter((message) => message.includes(`"${wrong}"`));
  const literal = quoting(findings(() => wrong));
  expect(literal).not.toEqual([]);
  const declared = { description: 'A value.', defaultValue: wrong };
  expect(quoting(findings((chart) => chart.values.text('value', declared).text))).toEqual(literal);
});
