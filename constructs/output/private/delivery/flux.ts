import type { FluxOptions } from '../../flux-options';
import { documentOf, fileOf } from '../yaml';
import { RELEASE_SECONDS } from './commands';
import { pathIn, pathProblems } from './git-path';
import { type Readiness, toldTo, untoldText } from './health';
import { localChart, localChartOf } from './local-chart';
import {
  type Files,
  type ManifestsStep,
  namespaceOf,
  needsNamespace,
  type Plan,
  type ReleaseStep,
  type Step,
} from './plan';
import { namedRepositories } from './repository';
import { LONGEST_RELEASE } from './step-problems';
import { valuesText } from './values-text';
import type { Writer } from './writer';

const DEFAULT_NAMESPACE = 'flux-system';
const DEFAULT_INTERVAL = '30m';
const RETRIES = 3;

/** Kustomizations of Flux may replace `${name}` in what they apply; in values it belongs to the chart. */
const NOT_SUBSTITUTED = { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' };

/** From Flux 2.8 on, a change of the values is seen at once; before, at the next interval (helm-controller, HelmRelease v2). */
const WATCHED = { 'reconcile.fluxcd.io/watch': 'Enabled' };

/** Objects for a Kustomization that reads the folder `flux`: order is in `dependsOn`, so it may apply them in any. */
export function fluxWriter(options: FluxOptions): Writer {
  return {
    longestName: LONGEST_RELEASE,
    problems: () => pathProblems(options.path),
    files: (plan) => new FluxObjects(plan, options).files(),
  };
}

class FluxObjects {
  private readonly namespace: string;
  private readonly interval: string;
  private readonly repositories: ReadonlyMap<string, string>;

  constructor(
    private readonly plan: Plan,
    private readonly options: FluxOptions,
  ) {
    this.namespace = options.namespace ?? DEFAULT_NAMESPACE;
    this.interval = options.interval === undefined ? DEFAULT_INTERVAL : `${options.interval.toSeconds()}s`;
    this.repositories = namedRepositories(plan.flatMap((step) => (step.kind === 'release' ? [step.source] : [])));
  }

  files(): Files {
    const files = new Map<string, string>();
    if (this.repositories.size > 0)
      files.set(
        'flux/sources/repositories.yaml',
        textOf([...this.repositories].map(([url, name]) => this.repository(url, name))),
      );
    for (const step of this.plan) {
      const objects = step.kind === 'release' ? this.release(step) : [this.manifests(step)];
      files.set(`flux/${step.name}.yaml`, untoldText('Flux', toldTo(step.waits)) + textOf(objects));
      if (step.kind === 'manifests') for (const [name, text] of localChart(step)) files.set(name, text);
    }
    return files;
  }

  private repository(url: string, name: string): object {
    return {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'HelmRepository',
      metadata: { name, namespace: this.namespace },
      spec: { type: url.startsWith('oci://') ? 'oci' : undefined, interval: this.interval, url },
    };
  }

  private release(step: ReleaseStep): object[] {
    const { source, values } = step;
    const name = `${step.name}-values`;
    const chart = {
      chart: source.name,
      version: source.version,
      sourceRef: { kind: 'HelmRepository', name: this.repositories.get(source.repository) },
    };
    return [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name, namespace: this.namespace, labels: WATCHED, annotations: NOT_SUBSTITUTED },
        // A text, because a null in an object would be lost on the way to the cluster.
        data: { 'values.yaml': valuesText(values) },
      },
      this.helmRelease(step, chart, { valuesFrom: [{ kind: 'ConfigMap', name }] }),
    ];
  }

  private manifests(step: ManifestsStep): object {
    const { sourceName, sourceNamespace, path } = this.options;
    const chart = {
      chart: `./${pathIn(path, localChartOf(step))}`,
      sourceRef: { kind: 'GitRepository', name: sourceName, namespace: sourceNamespace },
      // The version of the chart is always the same.
      reconcileStrategy: 'Revision',
    };
    return this.helmRelease(step, chart);
  }

  private helmRelease(step: Step, chart: object, more: object = {}): object {
    const { namespace, interval } = this;
    const target = namespaceOf(step);
    const expressions = toldTo(step.waits).readiness.map(expressionOf);
    const how = { crds: 'CreateReplace', remediation: { retries: RETRIES } };
    return {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: step.name, namespace },
      spec: {
        interval,
        // What is waited for is a part of the release here.
        timeout: `${Math.max(RELEASE_SECONDS, ...step.waits.map(({ timeoutSeconds }) => timeoutSeconds))}s`,
        releaseName: step.name,
        targetNamespace: target,
        storageNamespace: target,
        chart: { spec: { ...chart, interval } },
        dependsOn: step.needs.length === 0 ? undefined : step.needs.map(({ name }) => ({ name, namespace })),
        install: { ...how, createNamespace: needsNamespace(step) || undefined },
        upgrade: how,
        ...(expressions.length > 0 && { waitStrategy: { name: 'poller' }, healthCheckExprs: expressions }),
        ...more,
      },
    };
  }
}

/** An expression of CEL over the object. Flux looks at the group only, so it serves every version. */
function expressionOf({ apiVersion, kind, condition, field }: Readiness): object {
  const current =
    field === undefined
      ? `has(status.conditions) && status.conditions.exists(c, c.type == ${celText(condition!)} && c.status == 'True')`
      : [
          ...prefixes(field.path).map((path) => `has(${path})`),
          `${field.path.join('.')} == ${celText(field.value)}`,
        ].join(' && ');
  return { apiVersion, kind, current };
}

/** `status.a`, `status.a.b`: each must be there before one may look below it. `status` itself is a variable. */
const prefixes = (path: readonly string[]): string[] =>
  path.slice(1).map((_, index) => path.slice(0, index + 2).join('.'));

/** A text of CEL, whose escapes are those of JSON. */
const celText = (text: string): string => JSON.stringify(text);

const textOf = (objects: readonly object[]): string =>
  fileOf(objects.map((object) => documentOf(object, { sortKeys: false })));
