import { ApiObject } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { LabChart } from '../../../../constructs/core/lab-chart';
import { Values } from '../../../../constructs/core/values';
import { findingsOf, helmChart, thing } from './charts';

const one = (chart: LabChart) => thing(chart, {});
const required = { description: 'Name of the job.', example: 'train' };

test('a chart has what Helm wants, and nothing else', () => {
  const files = helmChart(one).renderFiles();
  expect(Object.keys(files)).toEqual([
    'Chart.yaml',
    'values.yaml',
    'values.schema.json',
    'README.md',
    '.helmignore',
    'templates/thing-thing.yaml',
  ]);
  expect(files['.helmignore']).toContain('/*.tgz\n');
});

test('two runs give the same bytes', () => {
  const files = () =>
    helmChart((chart) => {
      const labels = chart.values.stringMap('labels', { description: 'L.', defaultValue: { b: '1', a: '2' } });
      thing(chart, { data: { ...labels.spread(), name: `${chart.values.text('name', required)}` } });
    }).renderFiles();
  expect(files()).toEqual(files());
});

describe('Chart.yaml', () => {
  test('says what the chart says of itself, and for which versions of Kubernetes', () => {
    const chart = helmChart(one, () => ({
      version: '1.4.0-rc.1',
      appVersion: '2',
      description: 'Jobs: of students',
      keywords: ['gpu'],
      home: 'https://example.com',
      icon: 'https://example.com/icon.png',
      annotations: { category: 'yes' },
      dependencies: [{ name: 'redis', version: '~1.0.0', repository: 'oci://example.com/charts', alias: 'cache' }],
    }));
    expect(chart.renderFiles()['Chart.yaml']).toBe(`apiVersion: v2
name: demo
description: "Jobs: of students"
type: application
version: 1.4.0-rc.1
appVersion: "2"
kubeVersion: ">=1.28.0-0"
home: https://example.com
icon: https://example.com/icon.png
keywords:
  - gpu
dependencies:
  - name: redis
    version: ~1.0.0
    repository: oci://example.com/charts
    alias: cache
annotations:
  category: "yes"
`);
  });

  test('lists the images of all containers, each once, with defaults and examples', () => {
    const chart = helmChart((lab) => {
      const image = lab.values.text('image', { description: 'Image.', example: 'lab/torch:2' });
      const digest = `busybox@sha256:${'0'.repeat(64)}`;
      const containers = [{ image: `registry:5000/${image}` }, { image: 'plain' }, { image: 'a/busybox:1' }, {}];
      thing(lab, {
        spec: { template: { spec: { initContainers: [{ image: digest }, { image: 'plain' }], containers } } },
      });
      const off = thing(lab, { spec: { containers: [{ name: 'off', image: 'off:1' }] } }, 'off');
      Values.onlyIf(off, lab.values.boolean('enabled', { description: 'On?', defaultValue: false }));
    });
    expect(parse(chart.renderFiles()['Chart.yaml']).annotations['artifacthub.io/images']).toBe(`- name: torch
  image: registry:5000/lab/torch:2
- name: plain
  image: plain
- name: busybox
  image: a/busybox:1
- name: busybox
  image: busybox@sha256:${'0'.repeat(64)}
`);
  });
});

describe('templates', () => {
  test('are named by kind and construct path, whatever the names of the objects are', () => {
    const chart = helmChart((lab) => {
      new ApiObject(new ApiObject(lab, 'a_b', { apiVersion: 'v1', kind: 'ConfigMap' }), 'C', {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: `${lab.values.releaseName()}` },
      });
    });
    const names = Object.keys(chart.renderFiles()).filter((name) => name.startsWith('templates'));
    expect(names).toEqual(['templates/configmap-a-b.yaml', 'templates/serviceaccount-a-b-c.yaml']);
  });

  test('two objects for one file are refused, and both are named', () => {
    const chart = helmChart((lab) => {
      thing(lab, {}, 'a-b');
      thing(lab, {}, 'a_b');
    });
    expect(findingsOf(() => chart.renderFiles())).toEqual([
      {
        code: 'GPULAB3003',
        message: 'two sources for the file templates/thing-a-b.yaml: demo/a-b and demo/a_b',
        path: 'demo',
      },
    ]);
  });

  test('a definition goes to crds/ and is no template', () => {
    const chart = helmChart((lab) => {
      const fields = { metadata: { name: 'things.example.com' }, spec: { text: '{{ x }} <no value>' } };
      const kind = 'CustomResourceDefinition';
      new ApiObject(lab, 'crd', { apiVersion: 'apiextensions.k8s.io/v1', kind, ...fields });
    });
    expect(chart.renderFiles()['crds/customresourcedefinition-crd.yaml']).toBe(`apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: things.example.com
spec:
  text: "{{ x }} <no value>"
`);
  });

  test('annotations of Helm are annotations like any other', () => {
    const annotations = { 'helm.sh/resource-policy': 'keep' };
    const chart = helmChart((lab) => thing(lab, { metadata: { name: 'thing', annotations } }));
    expect(chart.renderFiles()['templates/thing-thing.yaml']).toContain('    helm.sh/resource-policy: keep\n');
    expect(chart.renderManifests({ releaseName: 'r' })[0].metadata.annotations).toEqual(annotations);
  });

  test('rules over several values fail with every message that is true', () => {
    const chart = helmChart((lab) => {
      const port = lab.values.integer('port', { description: 'Port.', defaultValue: 1 });
      const base = lab.values.computed('base', `${lab.values.releaseName()}-x`);
      lab.values.demand(port.greaterThan(0), 'port: give "one" {{ above zero');
      lab.values.demand(base.byteLength().lessThan(20), 'the name is too long');
      thing(lab, {});
    });
    expect(chart.renderFiles()['templates/demands.yaml']).toBe(
      [
        '{{- $base := printf "%s-x" $.Release.Name }}',
        '{{- $_broken := list }}',
        '{{- if not (lt (int64 0) (int64 $.Values.port)) }}',
        '{{- $_broken = append $_broken "port: give \\"one\\" {{ above zero" }}',
        '{{- end }}',
        '{{- if not (lt (int64 (len $base)) (int64 20)) }}',
        '{{- $_broken = append $_broken "the name is too long" }}',
        '{{- end }}',
        '{{- if $_broken }}',
        '{{- fail (join "; " $_broken) }}',
        '{{- end }}',
        '',
      ].join('\n'),
    );
  });
});

describe('NOTES.txt', () => {
  const notesOf = (notes: (name: string, values: Values) => string): string => {
    const chart = helmChart(one, (values) => ({ notes: notes(`${values.text('name', required)}`, values) }));
    return chart.renderFiles()['templates/NOTES.txt'];
  };

  test('a text without values, with braces', () => {
    expect(notesOf(() => 'see {{ this }}\n  and "that"')).toBe('see {{ "{{" }} this }}\n  and "that"\n');
  });

  test('values stand in it as actions; a brace before one does not join it', () => {
    expect(notesOf((name) => `job {${name}} {{${name}`)).toBe(
      'job {{ "{" }}{{ $.Values.name }}} {{ "{{" }}{{ $.Values.name }}\n',
    );
  });

  test('a value alone, and a computed text', () => {
    expect(notesOf((name) => name)).toBe('{{ $.Values.name }}\n');
    expect(notesOf((name, values) => `at ${values.computed('full', `${name}-1`)}`)).toBe(
      '{{- $full := printf "%s-1" $.Values.name }}at {{ $full }}\n',
    );
  });
});
