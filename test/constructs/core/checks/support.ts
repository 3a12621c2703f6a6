import { ApiObject, App, Chart } from 'cdk8s';
import type { Manifest, Problem } from '../../../../constructs/core/checks/check';
import { ObjectIndex } from '../../../../constructs/core/checks/object-index';
import { type StandardCheckOptions, standardChecks } from '../../../../constructs/core/checks/standard';
import { Shapes } from '../../../../constructs/core/shapes/shapes';

/** What a check said, and of which object. */
export type Said = Problem & { readonly path: string };

export interface CheckOptions extends Partial<Omit<StandardCheckOptions, 'report' | 'shapes'>> {
  /** Kubernetes version. */
  readonly target?: string;
}

/** Everything that the standard checks say of these objects; the paths are `lab/0`, `lab/1`, ... */
export function check(manifests: readonly unknown[], options: CheckOptions = {}): Said[] {
  const chart = new Chart(new App(), 'lab');
  const said: Said[] = [];
  const checks = standardChecks({
    isExternal: () => false,
    isStrict: () => false,
    index: new ObjectIndex(),
    ...options,
    shapes: Shapes.for(options.target ?? '1.28'),
    report: (object, problem) => said.push({ ...problem, path: object.node.path }),
  });
  for (const [index, manifest] of manifests.entries()) {
    const { apiVersion = 'v1', kind = 'ConfigMap', metadata } = (manifest ?? {}) as Partial<Manifest>;
    const name = typeof metadata?.name === 'string' ? metadata.name : undefined;
    const object = new ApiObject(chart, `${index}`, { apiVersion, kind, metadata: { name } });
    for (const one of checks) one.visit(manifest as Manifest, object);
  }
  for (const one of checks) one.finish?.();
  return said;
}

export const codesOf = (said: readonly Said[]): string[] => said.map(({ code }) => code);

/** One finding as one line, for tests of what is said. */
export const lineOf = ({ code, key, message, hint }: Said): string =>
  [`${code} ${message}`, key && `at ${key}`, hint && `hint: ${hint}`].filter(Boolean).join(' | ');

/** A config map that nothing is wrong with. */
export const configMap = (name: string, namespace?: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
});

/** A pod that nothing is wrong with, and what is added to its spec. */
export const pod = (spec: object = {}, container: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'lab', namespace: 'wang' },
  spec: { containers: [{ name: 'main', image: 'busybox', ...container }], ...spec },
});

/** A Deployment of that pod. */
export const deployment = (spec: object = {}, container: object = {}): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'lab', namespace: 'wang' },
  spec: {
    selector: { matchLabels: { app: 'lab' } },
    template: { metadata: { labels: { app: 'lab' } }, spec: pod({}, container).spec },
    ...spec,
  },
});
