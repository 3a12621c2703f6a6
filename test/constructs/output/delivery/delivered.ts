import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { parseAllDocuments } from 'yaml';
import { LabApp, type LabAppProps } from '../../../../constructs/app';
import { LabChart, type LabChartProps, type Wait } from '../../../../constructs/core';
import type { Delivery } from '../../../../constructs/output';
import {
  type ChartFacts,
  UpstreamChart,
  UpstreamRelease,
  type UpstreamReleaseProps,
} from '../../../../constructs/upstream';
import { inFolder, textsIn } from '../../../support/folder';

/** Every file of an output folder: text by name. */
export type Output = ReadonlyMap<string, string>;

/** Runs a program with these deliveries, and reads what it wrote. */
export function deliver(
  deliveries: Delivery[],
  program: (app: LabApp) => void,
  props: Omit<LabAppProps, 'deliveries' | 'outdir'> = {},
): Output {
  return inFolder((outdir) => {
    const app = new LabApp({ ...props, deliveries, outdir });
    program(app);
    app.synth();
    return filesOf(outdir);
  });
}

/** Codes and messages of a program that is refused. */
export function refused(deliveries: Delivery[], program: (app: LabApp) => void, props: LabAppProps = {}) {
  return inFolder((outdir) => {
    const app = new LabApp({ outdir, ...props, deliveries });
    program(app);
    return app._synthesize({}).findings;
  });
}

const filesOf = (folder: string): Output => new Map(Object.entries(textsIn(folder)));

/** A release of a chart that nobody has. */
export const release = (
  scope: Construct,
  id: string,
  props: Partial<UpstreamReleaseProps> = {},
  facts: Partial<ChartFacts> = {},
): UpstreamRelease =>
  new UpstreamRelease(scope, id, {
    chart: UpstreamChart.of({
      name: id,
      version: '1.2.3',
      repository: 'https://charts.example.com/stable',
      namespace: `${id}-system`,
      ...facts,
    }),
    ...props,
  });

export const readyWhen = (...waits: Wait[]): { readyWhen: Wait[] } => ({ readyWhen: waits });

/** A chart with one object. */
export function chart(scope: Construct, id: string, props: LabChartProps & { data?: object } = {}): LabChart {
  const { data = {}, ...own } = props;
  const made = new LabChart(scope, id, own);
  new ApiObject(made, 'c', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id, namespace: 'default' }, data });
  return made;
}

/** The only document of a file, or all of them. */
export const yamlOf = (output: Output, name: string): any => yamlsOf(output, name)[0];
export const yamlsOf = (output: Output, name: string): any[] =>
  parseAllDocuments(output.get(name)!).map((document) => document.toJS());

/** A command that does what a shell script says, in a folder of its own. */
export function commandIn(folder: string, name: string, script: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}
