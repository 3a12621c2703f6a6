import type { LabChart } from '../../../core/lab-chart';
import { LightObject } from '../../../core/private/light-object';
import { IMAGE, LONGEST_LABEL } from '../../../core/rules/names';
import { type BooleanValue, type IntegerValue, Values } from '../../../core/values';
import type { HamiNames } from '../hami-names';
import { HamiCardPolicy, HamiNodePolicy } from '../hami-policies';
import { ANNOTATIONS } from './placement';
import { CONTAINER_SECURITY, SECCOMP } from './security';
import { LEAST_MIB, MOST_CARDS, MOST_MIB, WHOLE } from './slice-rules';

const NAME_LABEL = 'app.kubernetes.io/name';
const INSTANCE_LABEL = 'app.kubernetes.io/instance';
const EXAMPLE_IMAGE = 'registry.example.edu/course/pytorch:2.6';
const LARGEST_NUMBER = 2 ** 31 - 1;

/** Declares the values of the chart and makes its Deployment. */
export function makeChartObjects(chart: LabChart, names: HamiNames): void {
  const { values } = chart;
  const limits = sliceLimits(values, names);
  const container = containerOf(values, limits);
  const annotations = annotationsOf(values);
  const pod = podOptions(values);
  const release = values.releaseName().text;
  const labels = { [NAME_LABEL]: chart.node.id, [INSTANCE_LABEL]: release };
  new LightObject(chart, 'deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: release, namespace: values.releaseNamespace().text, labels },
    spec: {
      replicas: pod.replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, annotations },
        spec: {
          schedulerName: names.scheduler,
          runtimeClassName: pod.runtimeClass,
          automountServiceAccountToken: false,
          securityContext: { seccompProfile: SECCOMP },
          nodeSelector: pod.nodeSelector,
          tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
          containers: [container],
        },
      },
    },
  });
}

/** The slice: the keys that people write by hand today, without the domain in front. */
function sliceLimits(values: Values, names: HamiNames): { [resource: string]: unknown } {
  const gpus = values.integer('gpus', {
    description: 'Number of cards, all on one node.',
    defaultValue: 1,
    minimum: 1,
    maximum: MOST_CARDS,
  });
  const memory = values.integer('memory', {
    description: 'Memory on each card in MiB, a number: 4096 is 4 GiB. Without memory and percent: whole cards.',
    optional: true,
    minimum: LEAST_MIB,
    maximum: MOST_MIB,
    example: 4096,
  });
  const share = (name: string, description: string, example: number): IntegerValue =>
    values.integer(name, { description, optional: true, minimum: 1, maximum: WHOLE, example });
  const percent = share('percent', 'Memory on each card in percent, in place of memory.', 25);
  const cores = share('cores', 'Compute on each card in percent. Without it there is no limit.', 30);
  values.demand(
    memory.isSet().both(percent.isSet()).negate(),
    'memory and percent: HAMi would ignore percent; give one of them',
  );
  values.demand(
    cores.orDefault(WHOLE).equalTo(WHOLE).either(isPart(memory, percent)),
    'cores without memory or percent: the container would get all the memory; give percent: 100 if that is meant',
  );
  // A card that nobody shares. HAMi's webhook would add it, and only while it is up.
  const whole = memory.isSet().negate().both(percent.orDefault(WHOLE).equalTo(WHOLE));
  return {
    [names.cards]: gpus,
    [names.memory]: memory,
    [names.memoryPercent]: percent,
    [names.cores]: Values.when(cores.isSet().either(whole), cores.orDefault(WHOLE)),
  };
}

const isPart = (memory: IntegerValue, percent: IntegerValue): BooleanValue => memory.isSet().either(percent.isSet());

function containerOf(values: Values, slice: { [resource: string]: unknown }): object {
  const image = values.text('image', {
    description: 'Image of the container.',
    example: EXAMPLE_IMAGE,
    pattern: IMAGE.source,
  });
  const command = values.commandList('command', {
    description: 'In place of the entry point of the image.',
    defaultValue: [],
  });
  const args = values.commandList('args', {
    description: 'Arguments of command, or of the entry point.',
    defaultValue: [],
  });
  const cpu = values.quantity('cpu', { description: 'Cores.', defaultValue: '4' });
  const hostMemory = values.quantity('hostMemory', { description: 'Memory of the machine.', defaultValue: '16Gi' });
  return {
    name: 'main',
    image,
    imagePullPolicy: 'IfNotPresent',
    command: Values.when(command.notEmpty(), command),
    args: Values.when(args.notEmpty(), args),
    resources: { limits: { cpu, memory: hostMemory, ...slice } },
    securityContext: CONTAINER_SECURITY,
  };
}

function annotationsOf(values: Values): { [key: string]: unknown } {
  const model = values.text('model', {
    description: 'Part of the name of the model of the card: A10 is also A100. Without it any card will do.',
    optional: true,
    pattern: '^[^\\s,]+(?: [^\\s,]+)*$',
    maxLength: LONGEST_LABEL,
    example: 'A100',
  });
  const policy = (name: string, description: string, allowed: string[]) =>
    values.text(name, { description, optional: true, allowed });
  const nodePolicy = policy(
    'nodePolicy',
    'Which node: the fullest that fits, or the emptiest.',
    Object.values(HamiNodePolicy),
  );
  const gpuPolicy = policy('gpuPolicy', 'Which cards of the node.', Object.values(HamiCardPolicy));
  return {
    [ANNOTATIONS.models]: model,
    [ANNOTATIONS.nodePolicy]: nodePolicy,
    [ANNOTATIONS.cardPolicy]: gpuPolicy,
  };
}

function podOptions(values: Values): { replicas: IntegerValue; runtimeClass: unknown; nodeSelector: unknown } {
  const replicas = values.integer('replicas', {
    description: 'Number of pods, each with a slice of its own.',
    defaultValue: 1,
    minimum: 0,
    maximum: LARGEST_NUMBER,
  });
  const nodeSelector = values.stringMap('nodeSelector', { description: 'Labels of the node.', defaultValue: {} });
  const runtimeClass = values.text('runtimeClass', {
    description: "RuntimeClass, where NVIDIA's runtime is not the default one.",
    optional: true,
    pattern: '^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$',
    maxLength: 253,
    example: 'nvidia',
  });
  return { replicas, runtimeClass, nodeSelector: Values.when(nodeSelector.notEmpty(), nodeSelector) };
}
