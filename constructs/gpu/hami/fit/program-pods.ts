import type { Manifest } from '../../../core/checks/check';
import { isMapping, type Mapping, mappingOf, mappingsOf } from '../../../core/private/mapping';
import { nanosOf } from '../../../core/private/quantity';
import { ANNOTATIONS } from '../private/placement';
import { EQUAL_WEIGHTS, type Weights } from './card';
import { type HamiFacts, hamiFacts } from './hami-facts';
import type { CardFilter, FitContainer, FitPod } from './pod';
import { type PodTemplate, podTemplatesOf } from './pod-templates';
import { type Demand, demandOf } from './request';

/** An object of the program that makes pods. */
export interface ProgramObject {
  /** Construct path. */
  readonly path: string;
  readonly manifest: Manifest;
}

/** Pods of one template that ask for cards. */
export interface Workload {
  readonly path: string;
  readonly name: string;

  /** Where the template is in the object, as `spec.template`; empty for a Pod. */
  readonly at: string;

  /** None where nobody knows how many there are. */
  readonly pods: readonly FitPod[];

  /** Is it known how many pods there are? */
  readonly isCounted: boolean;

  /** Are the pods HAMi's? */
  readonly isSliced: boolean;
  readonly nodeSelector: FitPod['nodeSelector'];

  /** Which cards the pods may use. */
  readonly filter: CardFilter;

  /** What HAMi makes of its containers, those before first. */
  readonly demands: readonly Demand[];

  /** Is there an init container without a card beside containers with one? */
  readonly losesBooking: boolean;

  /** Why the webhook would refuse the pods. */
  readonly refused?: string;
}

const DEFAULT_SCHEDULER = 'default-scheduler';

/** Where no HAMi is, its names of resources are as good as any: only whole cards are known there. */
const NO_HAMI = hamiFacts();

/** By this label a pod or a namespace opts out of the webhook. */
const OPT_OUT = 'hami.io/webhook';

/** All pods with cards, by their templates. Names are unique, since bookings go by them. */
export function workloadsOf(objects: readonly ProgramObject[], hami: HamiFacts | undefined): Workload[] {
  const optedOut = new Set(
    objects.filter(({ manifest }) => isOptedOutNamespace(manifest)).map(({ manifest }) => manifest.metadata?.name),
  );
  const names = new Set<string>();
  const unique = (name: string, kind: string, number = 1): string => {
    const own = number === 1 ? name : `${name} (${kind}${number === 2 ? '' : ` ${number - 1}`})`;
    if (names.has(own)) return unique(name, kind, number + 1);
    names.add(own);
    return own;
  };
  return objects.flatMap(({ path, manifest }) =>
    podTemplatesOf(manifest).flatMap((template) => {
      const { namespace = 'default', name } = manifest.metadata ?? {};
      const own = template.role === undefined ? `${namespace}/${name}` : `${namespace}/${name}-${template.role}`;
      const workload = workloadOf(template, { path, namespace, name: own }, hami, optedOut);
      return workload ? [named(workload, unique(own, manifest.kind))] : [];
    }),
  );
}

function named(workload: Workload, name: string): Workload {
  const count = workload.pods.length;
  const pods = workload.pods.map((pod, i) => ({ ...pod, name: count === 1 ? name : `${name}-${i + 1}` }));
  return { ...workload, name, pods };
}

const isOptedOutNamespace = ({ kind, metadata }: Manifest): boolean =>
  kind === 'Namespace' && (metadata?.labels as Mapping | undefined)?.[OPT_OUT] === 'ignore';

/** Who the pods of a template belong to. */
interface Owner {
  readonly path: string;
  readonly namespace: string;
  readonly name: string;
}

function workloadOf(
  { pod, at, count }: PodTemplate,
  { path, namespace, name }: Owner,
  hami: HamiFacts | undefined,
  optedOut: ReadonlySet<unknown>,
): Workload | undefined {
  const [metadata, spec] = [mappingOf(pod.metadata), mappingOf(pod.spec)];
  const scheduler = typeof spec.schedulerName === 'string' ? spec.schedulerName : DEFAULT_SCHEDULER;
  const isSeen =
    hami !== undefined && !optedOut.has(namespace) && isSeenBy(hami, scheduler, namespace, mappingOf(metadata.labels));
  const [init, app] = [mappingsOf(spec.initContainers), mappingsOf(spec.containers)];
  const facts = hami ?? NO_HAMI;
  const demands = [...init, ...app].map((container) => demandOf(container, facts.names, isSeen));
  if (!demands.some(({ isHamis }) => isHamis)) return undefined;
  const isSliced = hami !== undefined && (isSeen || scheduler === hami.names.scheduler);
  if (!isSliced && scheduler !== DEFAULT_SCHEDULER) return undefined;
  const one: Omit<FitPod, 'name'> = {
    isSliced,
    initContainers: containersOf(init, demands),
    containers: containersOf(app, demands.slice(init.length)),
    ...placementOf(mappingOf(metadata.annotations), facts),
    cpu: needOf('cpu', init, app),
    memory: needOf('memory', init, app),
    nodeSelector: mappingOf(spec.nodeSelector) as { [label: string]: string },
  };
  return {
    path,
    name,
    at,
    pods: Array.from({ length: count ?? 0 }, () => ({ ...one, name })),
    isCounted: count !== undefined,
    isSliced,
    nodeSelector: one.nodeSelector,
    filter: one.filter,
    demands,
    losesBooking:
      isSliced && one.initContainers.some(({ request }) => !request) && one.containers.some(({ request }) => request),
    refused: isSeen ? whyRefused(demands, spec, [...init, ...app]) : undefined,
  };
}

/** Does the webhook look at a pod? It leaves those of other schedulers alone. */
const isSeenBy = (hami: HamiFacts, scheduler: string, namespace: string, labels: Mapping): boolean =>
  hami.hasWebhook &&
  (scheduler === DEFAULT_SCHEDULER || scheduler === hami.names.scheduler) &&
  !hami.skipNamespaces.includes(namespace) &&
  labels[OPT_OUT] !== 'ignore';

const containersOf = (list: readonly Mapping[], demands: readonly Demand[]): FitContainer[] =>
  list.map(({ name }, i) => ({ name: String(name), request: demands[i].request }));

function whyRefused(demands: readonly Demand[], spec: Mapping, containers: readonly Mapping[]): string | undefined {
  const refused = demands.find((demand) => demand.refused !== undefined)?.refused;
  if (refused !== undefined) return refused;
  const privileged = containers.find(
    ({ securityContext }) => isMapping(securityContext) && securityContext.privileged === true,
  );
  if (privileged) return `container ${String(privileged.name)} is privileged`;
  return spec.nodeName === undefined ? undefined : 'pod has node assigned';
}

function placementOf(
  annotations: Mapping,
  { nodePolicy, cardPolicy }: HamiFacts,
): Pick<FitPod, 'filter' | 'nodePolicy' | 'cardPolicy' | 'weights'> {
  const text = (key: string): string | undefined =>
    typeof annotations[key] === 'string' ? (annotations[key] as string) : undefined;
  const list = (key: string): string[] | undefined => {
    const items = text(key)
      ?.split(',')
      .map((item) => item.trim());
    return items && items.join('') !== '' ? items.filter((item) => item !== '') : undefined;
  };
  const filter: CardFilter = {
    models: list(ANNOTATIONS.models),
    notModels: list(ANNOTATIONS.notModels),
    uuids: list(ANNOTATIONS.uuids),
    notUuids: list(ANNOTATIONS.notUuids),
    mode: text(ANNOTATIONS.mode),
    numaBind: /^(?:1|t|true)$/i.test(text(ANNOTATIONS.numaBind) ?? ''),
  };
  return {
    filter,
    nodePolicy: nodePolicyOf(text(ANNOTATIONS.nodePolicy), nodePolicy),
    cardPolicy: text(ANNOTATIONS.cardPolicy) ?? cardPolicy,
    weights: weightsOf(text(ANNOTATIONS.weights)),
  };
}

/** A word that HAMi does not know leaves what the release says. */
function nodePolicyOf(given: string | undefined, otherwise: string): string {
  const word = given?.trim();
  return word === 'binpack' || word === 'spread' ? word : otherwise;
}

/** Source: HAMi v2.10.0, pkg/util/device_scoring_weights.go. */
function weightsOf(text: string | undefined): Weights | undefined {
  if (text === undefined) return EQUAL_WEIGHTS;
  const parts = text.split(',').map((part) => /^\s*(slot|core|memory)\s*=\s*\+?(\d+)\s*$/.exec(part));
  const weights = new Map(parts.flatMap((part): [string, number][] => (part ? [[part[1], Number(part[2])]] : [])));
  const isGood = parts.length === 3 && weights.size === 3 && [...weights.values()].some((weight) => weight > 0);
  return isGood ? { slots: weights.get('slot')!, cores: weights.get('core')!, mib: weights.get('memory')! } : undefined;
}

/** Kubernetes: containers run together, init containers one by one before them. A request defaults to the limit. */
function needOf(resource: 'cpu' | 'memory', init: readonly Mapping[], app: readonly Mapping[]): bigint {
  const need = ({ resources }: Mapping): bigint => {
    const { requests, limits } = mappingOf(resources);
    const amount = mappingOf(requests)[resource] ?? mappingOf(limits)[resource];
    return typeof amount === 'string' || typeof amount === 'number' ? (nanosOf(amount) ?? 0n) : 0n;
  };
  const together = app.map(need).reduce((total, amount) => total + amount, 0n);
  return init.map(need).reduce((most, amount) => (amount > most ? amount : most), together);
}
