import type { ApiObject, App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Manifest } from '../../../core/checks/check';
import type { Finding } from '../../../core/finding';
import type { LabChart } from '../../../core/lab-chart';
import { Manifests } from '../../../core/private/manifests';
import { isMapping, type Mapping, mappingOf } from '../../../core/private/mapping';
import { walk } from '../../../core/private/tree';
import type { Release } from '../../../core/releases/release';
import { error } from '../../../core/rules/problem';
import { demandFindings } from '../fit/fit';
import { hamiFacts } from '../fit/hami-facts';
import { podTemplatesOf } from '../fit/pod-templates';
import { type ProgramObject, workloadsOf } from '../fit/program-pods';
import { HamiNames } from '../hami-names';
import { hamiIn, type NamedWorkload } from './registry';
import { podSecurityProblems, securityProblems } from './security';

/** A HamiStack. */
interface Stack extends IConstruct {
  readonly names: HamiNames;
}

/** What a stack tells of the pods of the finished program: wrong names, and of plain manifests what HAMi would make of them. */
export function podFindings(stack: Stack, { _values }: Release): Finding[] {
  const { workloads } = hamiIn(stack);
  const objects = plainObjects(stack.node.root as App, new Set(workloads.map(({ construct }) => construct)));
  return [
    ...workloads.filter(({ names }) => !names._equals(stack.names)).map((workload) => otherNames(workload, stack)),
    ...objects.flatMap((object) => wordsOfTheChart(object, stack)),
    ...workloadsOf(objects, hamiFacts(_values)).flatMap(demandFindings),
    ...objects.flatMap((object) => lifted(object, stack.names)),
  ];
}

function otherNames({ construct, names, isAssumed }: NamedWorkload, stack: Stack): Finding {
  const message = `asks for ${names.cards} of ${names.scheduler}, but ${stack.node.path} has other names: ${different(names, stack.names)}`;
  const hint = isAssumed
    ? 'make the HamiStack first, or give its names to the workload'
    : 'give it the names of the stack';
  return { path: construct.node.path, ...error('GPULAB2721', message, 'names', hint) };
}

const different = (own: HamiNames, others: HamiNames): string =>
  [...others.resources, others.scheduler]
    .filter((name) => ![...own.resources, own.scheduler].includes(name))
    .join(', ');

/** Objects as they are written, but for those of workloads, which were looked at, and of charts that nobody can write yet. */
function plainObjects(app: App, made: ReadonlySet<IConstruct | undefined>): ProgramObject[] {
  const manifests = new Manifests(app, new Map());
  const isMade = ({ node }: ApiObject): boolean => made.has(node.scope);
  return [...walk(app).objects].flatMap(([chart, objects]) =>
    (chart as Partial<LabChart>)._hasValues === true
      ? []
      : objects.flatMap((object) => {
          const manifest = isMade(object) ? undefined : readable(() => manifests.of(object));
          return manifest ? [{ path: object.node.path, manifest }] : [];
        }),
  );
}

/** An object that cannot be written is told of by the app. */
function readable(read: () => Manifest): Manifest | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Plain manifests and pods of a SlicedPod that use the names of the chart where the stack has others. */
function wordsOfTheChart({ path, manifest }: ProgramObject, { names, node }: Stack): Finding[] {
  const known = [...names.resources, names.scheduler];
  const foreign = [...HamiNames.DEFAULT.resources, HamiNames.DEFAULT.scheduler].filter((name) => !known.includes(name));
  const used = podTemplatesOf(manifest).flatMap(({ pod }) => wordsOf(pod));
  const wrong = foreign.filter((name) => used.includes(name) && name !== HamiNames.DEFAULT.cards);
  if (wrong.length === 0) return [];
  const message = `asks for ${wrong.join(', ')}, but ${node.path} has other names: ${different(HamiNames.DEFAULT, names)}`;
  return [{ path, ...error('GPULAB2721', message, undefined, 'give the names of the stack') }];
}

/** The scheduler of a pod, and the resources of its containers. */
function wordsOf({ spec }: Mapping): unknown[] {
  const pod = mappingOf(spec);
  return [pod.schedulerName, ...containersOf(pod).flatMap(({ container }) => resourcesOf(container))];
}

function resourcesOf({ resources }: Mapping): string[] {
  const { limits, requests } = mappingOf(resources);
  return [limits, requests].flatMap((list) => Object.keys(mappingOf(list)));
}

/** What pods with limits may lift them by; who asks for whole cards only has none. */
function lifted({ path, manifest }: ProgramObject, names: HamiNames): Finding[] {
  const problems = podTemplatesOf(manifest).flatMap(({ pod }) => {
    const spec = mappingOf(pod.spec);
    const words = wordsOf(pod);
    if (![names.scheduler, names.memory, names.memoryPercent, names.cores].some((word) => words.includes(word)))
      return [];
    return [
      ...podSecurityProblems(spec),
      ...containersOf(spec).flatMap(({ container, key }) => securityProblems(container, key)),
    ];
  });
  return problems.map((problem) => ({ path, ...problem }));
}

const containersOf = (spec: Mapping): { readonly container: Mapping; readonly key: string }[] =>
  (['containers', 'initContainers'] as const).flatMap((list) => {
    const given = spec[list];
    return (Array.isArray(given) ? given : [])
      .filter(isMapping)
      .map((container, i) => ({ container, key: `spec.${list}[${i}]` }));
  });
