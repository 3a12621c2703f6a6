import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { LabApp } from '../../../constructs/app';
import type { Finding } from '../../../constructs/core';
import { order } from '../../../constructs/core/private/order';
import { walk } from '../../../constructs/core/private/tree';
import type { Release } from '../../../constructs/core/releases/release';
import {
  GpuMonitoring,
  type GpuMonitoringProps,
  GpuOperatorStack,
  type GpuOperatorStackProps,
} from '../../../constructs/gpu';

/** The time of the seed documents (facts: threek.md 3.1). */
export const ERA_2023 = { nodeFeatureDiscovery: '0.14.1', gpuOperator: 'v23.6.1', networkOperator: '23.7.0' };

/** An app with one stack. */
export function stackApp(props?: GpuOperatorStackProps): LabApp {
  const app = new LabApp({ kubernetesVersion: '1.33' });
  new GpuOperatorStack(app, 'gpu', props);
  return app;
}

export const ADMIN = { grafanaAdmin: { secret: 'grafana-admin' } };

/** A monitoring whose Secret is there. */
export function monitoringIn(app: LabApp, props: Partial<GpuMonitoringProps> = {}): GpuMonitoring {
  app.external.secret('kube-prometheus-stack', 'grafana-admin');
  return new GpuMonitoring(app, 'monitoring', { ...ADMIN, ...props });
}

export const monitoringApp = (props?: Partial<GpuMonitoringProps>): LabApp => {
  const app = new LabApp({ kubernetesVersion: '1.33' });
  monitoringIn(app, props);
  return app;
};

export const releasesOf = (app: LabApp, chart: string): Release[] =>
  walk(app).releases.filter(({ _source }) => _source.name === chart);

/** Values of the only release of a chart. */
export function valuesOf(app: LabApp, chart: string): any {
  const [release, ...others] = releasesOf(app, chart);
  if (!release || others.length > 0) throw new Error(`${others.length + 1} releases of ${chart}`);
  return release._values;
}

/** The manifest of the only object of a kind and name. */
export function objectOf(app: LabApp, kind: string, name: string): any {
  const objects = [...walk(app).objects.values()]
    .flat()
    .filter((object) => object.kind === kind && object.name === name);
  if (objects.length !== 1) throw new Error(`${objects.length} of ${kind} ${name}`);
  return (objects[0] as ApiObject).toJson();
}

export const kindsOf = (app: LabApp): string[] => [...walk(app).objects.values()].flat().map(({ kind }) => kind);

/** Paths that come before one, through any number of steps. */
export function pathsBefore(app: LabApp, path: string): string[] {
  const { plan } = order(walk(app));
  const found = new Set<IConstruct>();
  const visit = (at: string): void => {
    for (const need of plan.find(({ source }) => pathOf(source) === at)?.needs ?? []) {
      if (found.has(need as IConstruct)) continue;
      found.add(need as IConstruct);
      visit(pathOf(need));
    }
  };
  visit(path);
  return [...found].map(pathOf).sort();
}

const pathOf = (source: unknown): string => (source as IConstruct).node.path;

/** What matters of findings. */
export const told = (findings: readonly Finding[]): [string, string | undefined][] =>
  findings.map(({ code, key }) => [code, key]);
