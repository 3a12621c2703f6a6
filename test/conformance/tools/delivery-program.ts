import { ApiObject, Duration } from 'cdk8s';
import { LabApp } from '../../../constructs/app';
import { LabChart, Scope, Wait } from '../../../constructs/core';
import type { Delivery } from '../../../constructs/output';
import { UpstreamChart, UpstreamRelease } from '../../../constructs/upstream';
import type { ChartFiles } from './chart-repository';

/** What some shell, template or YAML could take for its own. */
export const HOSTILE = {
  template: '{{ .Values.gone }} {{- fail "no" }} }}',
  shell: `$HOME \${HOME} $(id) \`id\` 'it''s' "so" \\`,
  word: 'yes',
  number: '0x1F',
  lines: 'a\n\n  b: c\n- d\n',
  dash: '--version',
};

const group = (id: string): string => `${id}.delivery.example.com`;
const WIDGET = 'widgets';

const yaml = (...objects: object[]): string => objects.map((object) => `${JSON.stringify(object)}\n`).join('---\n');

/** Charts of somebody else: an operator with a definition and hooks, and one that prints the values that it was given. */
export const upstreamCharts = (id: string): { [name: string]: ChartFiles } => ({
  operator: {
    'Chart.yaml': yaml({ apiVersion: 'v2', name: 'operator', version: '1.2.3' }),
    'values.yaml': yaml({ kept: 'default', gone: 'default', deep: { kept: 1, gone: 2 } }),
    'crds/widget.yaml': yaml(definition(id)),
    'templates/values.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: "{{ .Release.Name }}-values"}
data:
  values: {{ .Values | toJson | quote }}
  # Words of YAML 1.1 in a place where a text is wanted would be refused; annotations of a chart are such a place.
  plain: plain
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: "{{ .Release.Name }}-${id}"}
rules: []
---
apiVersion: v1
kind: Service
metadata: {name: "{{ .Release.Name }}"}
spec:
  publishNotReadyAddresses: yes
  ports: [{port: 0x50}]
  selector: {app: operator}
`,
    'templates/hooks.yaml': ['pre-install,pre-upgrade', 'post-install', 'post-delete', 'pre-upgrade', 'test']
      .map((hook, index) => hookOf(hook, index))
      .join('---\n'),
  },
  late: {
    'Chart.yaml': yaml({ apiVersion: 'v2', name: 'late', version: 'v0.9.0' }),
    'templates/c.yaml': yaml({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'late' } }),
  },
});

const hookOf = (hook: string, index: number): string =>
  yaml({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `hook-${index}`,
      annotations: { 'helm.sh/hook': hook, 'helm.sh/hook-delete-policy': 'before-hook-creation' },
    },
  });

const definition = (id: string): object => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${WIDGET}.${group(id)}` },
  spec: {
    group: group(id),
    scope: 'Namespaced',
    names: { kind: 'Widget', plural: WIDGET },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
});

export interface ProgramOptions {
  /** Part of every name, so that programs do not meet on a cluster. */
  readonly id: string;
  readonly repository: string;
  readonly outdir: string;
  readonly deliveries: Delivery[];
}

/** A namespace, the operator, an object of its kind, and a release that comes after it. Writes its output. */
export function runProgram({ id, repository, outdir, deliveries }: ProgramOptions): LabApp {
  const app = new LabApp({ outdir, deliveries });
  app.external.customKind(`${group(id)}/v1`, 'Widget', Scope.NAMESPACED);
  const spaces = new LabChart(app, `${id}-spaces`);
  new ApiObject(spaces, 'late', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `${id}-late` } });
  const seconds = { timeout: Duration.seconds(60) };
  new UpstreamRelease(app, `${id}-operator`, {
    chart: UpstreamChart.of({
      name: 'operator',
      version: '1.2.3',
      repository,
      namespace: `${id}-operator`,
      definitions: [`${WIDGET}.${group(id)}`],
    }),
    releaseName: `${id}-operator`,
    rawValues: { ...HOSTILE, gone: null, deep: { gone: null, list: [null, 1] } },
    readyWhen: [Wait.definition(`${WIDGET}.${group(id)}`, seconds)],
  });
  const objects = new LabChart(app, `${id}-objects`);
  new ApiObject(objects, 'w', {
    apiVersion: `${group(id)}/v1`,
    kind: 'Widget',
    metadata: { name: 'widget', namespace: `${id}-late` },
    spec: HOSTILE,
  });
  new ApiObject(objects, 'c', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'hostile', namespace: `${id}-late` },
    data: HOSTILE,
  });
  objects.addDependency(spaces);
  new UpstreamRelease(app, `${id}-last`, {
    chart: UpstreamChart.of({ name: 'late', version: 'v0.9.0', repository, namespace: `${id}-late` }),
    releaseName: `${id}-last`,
  }).node.addDependency(objects);
  app.synth();
  return app;
}
