import { HOST, IMAGE, LONGEST_SUBDOMAIN } from '../../../core/rules/names';
import type { BooleanValue, IntegerValue, StringValue, Values } from '../../../core/values';
import { DEFAULT_CPU, DEFAULT_MEMORY } from '../../private/workload-container';
import { LARGEST_ID, LARGEST_PORT, SSH_PORT } from '../../private/workload-rules';
import type { Site } from '../../site';
import type { StudentWorkloadOptions } from '../../workload-options';
import { implies, isAboveZero, orEmpty } from './conditions';

/** Size of `/dev/shm` where a job says nothing (iiisthu/ailab user/userchart). */
const DEFAULT_SHARED_MEMORY = '8Gi';

/** Demands what a StudentWorkload demands of its amounts. */
function demandAmount(values: Values, name: string, amount: StringValue, isRead?: BooleanValue): void {
  const isRight = isAboveZero(amount);
  const message = `${name} is 0: an amount above zero is wanted, as 8 or 16Gi`;
  values.demand(isRead ? implies(isRead, isRight) : isRight, message);
}

/** What runs, as whom, on which card, and how much it gets. */
export function containerOptions(values: Values, site: Site): StudentWorkloadOptions {
  const image = values.text('ContainerImage', {
    description: 'Image of the container.',
    defaultValue: site.defaultImage,
    pattern: IMAGE.source,
  });
  const model = values.text('GPU', {
    description: 'GPU model of the node. A job without GPUs needs none, and then runs on any node.',
    optional: true,
    allowed: site.gpuModels,
  });
  const id = (name: string, of: string): IntegerValue =>
    values.integer(name, {
      description: `Number of the ${of} that the container runs as.`,
      defaultValue: 0,
      minimum: 0,
      maximum: LARGEST_ID,
    });
  const [runAsUser, runAsGroup] = [id('UID', 'user'), id('GID', 'group')];
  const limits = values.group('Limits', { description: 'What each pod gets.' });
  const cpu = limits.quantity('CPU', { description: 'Cores.', defaultValue: DEFAULT_CPU });
  const memory = limits.quantity('memory', { description: 'Memory.', defaultValue: DEFAULT_MEMORY });
  demandAmount(values, 'Limits.CPU', cpu);
  demandAmount(values, 'Limits.memory', memory);
  const gpus = limits.integer('GPU', { description: 'GPUs.', defaultValue: 0, minimum: 0 });
  values.demand(
    implies(gpus.greaterThan(0), model.isSet()),
    `Limits.GPU without GPU: name the model, one of ${site.gpuModels.join(', ')}`,
  );
  const gpuModel = values.computed('gpuModel', model.orDefault('').text).text;
  return { image: image.text, gpuModel, runAsUser, runAsGroup, cpu: cpu.text, memory: memory.text, gpus };
}

/** Scratch claims, and the shared file systems. */
export function storageOptions(values: Values, { scratch, claims }: Site): StudentWorkloadOptions {
  const size =
    scratch &&
    values.quantity('NVMEStorage', {
      description: `Size of each of the ${scratch.count} scratch volumes, which are removed with the job.`,
      defaultValue: scratch.size,
    });
  if (size) demandAmount(values, 'NVMEStorage', size);
  const shared = claims.filter(({ optional }) => optional).map(({ mountPath }) => mountPath);
  if (shared.length === 0) return { scratchSize: size?.text };
  const without = values.boolean('NoGFS', {
    description: `Do without the shared file systems (${shared.join(', ')})?`,
    defaultValue: false,
  });
  return { scratchSize: size?.text, sharedStorage: without.negate() };
}

/** How the job is reached, beside SSH. */
export function networkOptions(values: Values, site: Site): StudentWorkloadOptions & { extraPort: IntegerValue } {
  const extraPort = values.integer('ExtraPort', {
    description: 'One more port of the Service, such as that of a notebook. 0: none.',
    defaultValue: 0,
    minimum: 0,
    maximum: LARGEST_PORT,
  });
  values.demand(
    extraPort.equalTo(SSH_PORT).negate(),
    `ExtraPort is ${SSH_PORT}, which the Service has already for SSH`,
  );
  if (!site.ingress) return { extraPort };
  const host = values
    .text('IngressHost', {
      description: 'Host name under which ExtraPort is served by HTTPS.',
      optional: true,
      pattern: orEmpty(HOST),
      maxLength: LONGEST_SUBDOMAIN,
    })
    .orDefault('');
  values.demand(
    implies(host.notEmpty(), extraPort.greaterThan(0)),
    'IngressHost without ExtraPort: the Ingress has no port to send requests to; give the port that the program listens on as ExtraPort',
  );
  return { extraPort, ingressHost: values.computed('ingressHost', host.text).text };
}

/** The size of `/dev/shm`. */
export function sharedMemoryOptions(values: Values): StudentWorkloadOptions {
  const wanted = values.boolean('UseShm', {
    description: 'Give the container a /dev/shm of its own, which data loaders of several processes need?',
    defaultValue: false,
  });
  const size = values.quantity('ShmSize', {
    description: 'Size of /dev/shm, with UseShm. It counts as memory of the container.',
    defaultValue: DEFAULT_SHARED_MEMORY,
  });
  demandAmount(values, 'ShmSize', size, wanted);
  return { sharedMemory: values.computed('sharedMemory', wanted.pickText(size.text, '').text).text };
}

/** The program. */
export function programOptions(values: Values): StudentWorkloadOptions {
  const command = values.commandList('Command', {
    description:
      'Command in place of the entry point of the image; a list, or a JSON list in a text. Without it the container sleeps, to be logged in to.',
    defaultValue: [],
  });
  const args = values.commandList('Args', { description: 'Arguments of Command.', defaultValue: [] });
  values.demand(
    implies(args.notEmpty(), command.notEmpty()),
    'Args without Command: they would not reach any program; give a Command as well',
  );
  return { command, args };
}

/** InfiniBand, where there is one. */
export function infinibandOptions(values: Values, { infiniband }: Site): StudentWorkloadOptions {
  if (!infiniband) return {};
  const wanted = values.boolean('UseIB', { description: 'Join your InfiniBand network?', defaultValue: false });
  return { infiniband: wanted };
}

/** How many pods. */
export function replicaOptions(values: Values): StudentWorkloadOptions {
  const replicas = values.integer('Replicas', {
    description: 'Number of pods. They share the scratch volumes, so they run on one node.',
    defaultValue: 1,
    minimum: 0,
    maximum: LARGEST_ID,
  });
  return { replicas };
}
