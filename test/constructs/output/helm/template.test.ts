import { describe, expect, test } from 'vitest';
import { Values } from '../../../../constructs/core/values';
import { helmChart, templateOf, thing } from './charts';

const flag = (values: Values) => values.boolean('enabled', { description: 'Is it on?', defaultValue: false });
const models = (values: Values) => values.stringList('models', { description: 'Models.', defaultValue: [] });

describe('values', () => {
  test('a text is JSON, an integer has no exponent, a boolean stands as it is', () => {
    const text = templateOf((values) => ({
      name: values.text('name', { description: 'Name.', defaultValue: 'x' }),
      count: values.integer('count', { description: 'How many.', defaultValue: 1 }),
      enabled: flag(values),
      share: values.number('share', { description: 'Share.', defaultValue: 0.5 }),
    }));
    expect(text).toBe(
      [
        '  count: {{ int64 $.Values.count }}',
        '  enabled: {{ $.Values.enabled }}',
        '  name: {{ toJson $.Values.name }}',
        '  share: {{ toJson $.Values.share }}',
        '',
      ].join('\n'),
    );
  });

  test('a value that may be absent takes its field along', () => {
    const text = templateOf((values) => ({
      a: 1,
      memory: values.text('memory', { description: 'M.', optional: true }),
    }));
    expect(text).toBe(
      [
        '  a: 1',
        '  {{- if not (kindIs "invalid" $.Values.memory) }}',
        '  memory: {{ toJson $.Values.memory }}',
        '  {{- end }}',
        '',
      ].join('\n'),
    );
  });

  test('a computed text is a variable at the top of the templates that use it', () => {
    const chart = helmChart((lab) => {
      const base = lab.values.computed('base', `${lab.values.releaseName()}-job`);
      const full = lab.values.computed('full', `${base}-1`);
      thing(lab, { data: { full } }, 'user');
      thing(lab, { data: { name: 'fixed' } }, 'other');
    });
    const files = chart.renderFiles();
    expect(files['templates/thing-user.yaml']).toBe(
      [
        '{{- $base := printf "%s-job" $.Release.Name }}',
        '{{- $full := printf "%s-1" $base }}',
        'apiVersion: v1',
        'kind: Thing',
        'metadata:',
        '  name: user',
        'data:',
        '  full: {{ toJson $full }}',
        '',
      ].join('\n'),
    );
    expect(files['templates/thing-other.yaml']).not.toContain('{{');
  });
});

describe('conditions', () => {
  test('neighbours under one condition share it, and its other branch', () => {
    const text = templateOf((values) => {
      const enabled = flag(values);
      return { a: Values.when(enabled, 1, 2), b: Values.when(enabled, 'x', 'y'), c: 3 };
    });
    expect(text).toBe(
      [
        '  {{- if $.Values.enabled }}',
        '  a: 1',
        '  b: x',
        '  {{- else }}',
        '  a: 2',
        '  b: "y"',
        '  {{- end }}',
        '  c: 3',
        '',
      ].join('\n'),
    );
  });

  test('a field of an item that is always there stands beside the dash', () => {
    const text = templateOf((values) => ({
      containers: [{ command: Values.when(flag(values), ['run']), image: 'busybox' }],
    }));
    expect(text).toBe(
      [
        '  containers:',
        '    - image: busybox',
        '      {{- if $.Values.enabled }}',
        '      command:',
        '        - run',
        '      {{- end }}',
        '',
      ].join('\n'),
    );
  });

  test('a collection that may turn out empty says so', () => {
    const text = templateOf((values) => {
      const enabled = flag(values);
      return {
        list: [Values.when(enabled, 'x')],
        map: { a: Values.when(enabled, 1), b: Values.when(enabled.negate(), 2) },
      };
    });
    expect(text).toBe(
      [
        '  list:',
        '    {{- $e1 := true }}',
        '    {{- if $.Values.enabled }}',
        '    {{- $e1 = false }}',
        '    - x',
        '    {{- end }}',
        '    {{- if $e1 }} []',
        '    {{- end }}',
        '  map:',
        '    {{- $e2 := true }}',
        '    {{- if $.Values.enabled }}',
        '    {{- $e2 = false }}',
        '    a: 1',
        '    {{- end }}',
        '    {{- if not $.Values.enabled }}',
        '    {{- $e2 = false }}',
        '    b: 2',
        '    {{- end }}',
        '    {{- if $e2 }} {}',
        '    {{- end }}',
        '',
      ].join('\n'),
    );
  });

  test('of a branch and its opposite one is always there, so nobody asks whether the list is empty', () => {
    const text = templateOf((values) => ({ list: [Values.when(flag(values), 'a', 'b')] }));
    expect(text).toBe(
      ['  list:', '    {{- if $.Values.enabled }}', '    - a', '    {{- else }}', '    - b', '    {{- end }}', ''].join(
        '\n',
      ),
    );
  });

  test('what is empty for certain is written so', () => {
    expect(templateOf(() => ({ list: [], map: {}, nested: [[], {}] }))).toBe(
      ['  list: []', '  map: {}', '  nested:', '    - []', '    - {}', ''].join('\n'),
    );
  });

  test('a whole object', () => {
    const chart = helmChart((lab) => {
      const object = thing(lab, {});
      Values.onlyIf(object, flag(lab.values));
      Values.onlyIf(object, models(lab.values).notEmpty());
    });
    expect(chart.renderFiles()['templates/thing-thing.yaml']).toBe(
      [
        '{{- if and $.Values.enabled (gt (len $.Values.models) 0) }}',
        'apiVersion: v1',
        'kind: Thing',
        'metadata:',
        '  name: thing',
        '{{- end }}',
        '',
      ].join('\n'),
    );
  });
});

describe('loops', () => {
  test('over a list, among fixed items', () => {
    const text = templateOf((values) => {
      const list = models(values);
      return { items: ['fixed', Values.eachItem(list, { model: list.current })] };
    });
    expect(text).toBe(
      [
        '  items:',
        '    - fixed',
        '    {{- range $k1, $v1 := $.Values.models }}',
        '    - model: {{ toJson $v1 }}',
        '    {{- end }}',
        '',
      ].join('\n'),
    );
  });

  test('alone in a list, which is empty when nothing is run over', () => {
    const text = templateOf((values) => {
      const list = models(values);
      return { items: [Values.eachItem(list, list.current)] };
    });
    expect(text).toBe(
      [
        '  items:',
        '    {{- $e1 := true }}',
        '    {{- range $k1, $v1 := $.Values.models }}',
        '    {{- $e1 = false }}',
        '    - {{ toJson $v1 }}',
        '    {{- end }}',
        '    {{- if $e1 }} []',
        '    {{- end }}',
        '',
      ].join('\n'),
    );
  });

  test('the entries of a map, but for keys that stand beside them', () => {
    const text = templateOf((values) => {
      const labels = values.stringMap('labels', { description: 'Labels.', defaultValue: {} });
      return { app: 'x', ...labels.spread() };
    });
    expect(text).toBe(
      [
        '  app: x',
        '  {{- range $k1, $v1 := omit $.Values.labels "app" }}',
        '  {{ toJson $k1 }}: {{ toJson $v1 }}',
        '  {{- end }}',
        '',
      ].join('\n'),
    );
  });

  test('a computed key, unless the key stands there already; however long it is', () => {
    const text = templateOf((values) => ({ app: 'x', [`${values.releaseName()}`]: 'y' }));
    expect(text).toBe(
      [
        '  app: x',
        '  {{- if not (has $.Release.Name (list "app")) }}',
        '  ? {{ toJson $.Release.Name }}',
        '  : "y"',
        '  {{- end }}',
        '',
      ].join('\n'),
    );
  });

  test('an object for each item', () => {
    const chart = helmChart((lab) => {
      const students = lab.values.list('students', { description: 'Students.', defaultValue: [] });
      const uid = students.item.text('uid', { description: 'Login.', example: 'li' });
      const object = thing(lab, { data: { uid } });
      Values.repeat(object, students);
      Values.onlyIf(object, uid.equalTo('root').negate());
    });
    expect(chart.renderFiles()['templates/thing-thing.yaml']).toBe(
      [
        '{{- range $k1, $v1 := $.Values.students }}',
        '---',
        '{{- if not (eq $v1.uid "root") }}',
        'apiVersion: v1',
        'kind: Thing',
        'metadata:',
        '  name: thing',
        'data:',
        '  uid: {{ toJson $v1.uid }}',
        '{{- end }}',
        '{{- end }}',
        '',
      ].join('\n'),
    );
  });
});
