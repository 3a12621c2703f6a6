import { LONGEST_LABEL } from '../../../core/rules/names';
import { error } from '../../../core/rules/problem';
import type { ArgoCdOptions } from '../../argo-cd-options';
import { documentOf, fileOf } from '../yaml';
import { folderIn, pathIn, pathProblems } from './git-path';
import { toldTo, untoldText } from './health';
import { isDefinition } from './local-chart';
import { healthChecks } from './lua-health';
import { namespaceOf, needsNamespace, type Plan, type Step } from './plan';
import { isOci, registryOf } from './repository';
import { valuesText } from './values-text';
import type { DeliveryProblem, Writer } from './writer';

const DEFAULT_NAMESPACE = 'argocd';
const IN_CLUSTER = 'https://kubernetes.default.svc';

/** Name of the Application that makes the others. */
const ROOT = 'gpulab';

/** Attempts with a growing pause: a webhook or a definition may need a moment after its release is there. */
const RETRY = { limit: 10, backoff: { duration: '10s', factor: 2, maxDuration: '3m' } };

/** An Application that makes Applications, one a step, in waves. */
export function argoCdWriter(options: ArgoCdOptions): Writer {
  return {
    longestName: LONGEST_LABEL, // it becomes a label of everything that the Application owns
    problems: (plan) => [...pathProblems(options.path), ...rootProblems(plan)],
    files: (plan) =>
      new Map([
        ['argocd/root.yaml', ROOT_HEAD + textOf(rootOf(options))],
        ['argocd/health.yaml', healthFile(plan, options)],
        ...plan.map((step): [string, string] => [
          `argocd/apps/${step.name}.yaml`,
          textOf(applicationOf(step, options)),
        ]),
      ]),
  };
}

const ROOT_HEAD = `# Made by gpulab. Apply this once, after health.yaml; from then on Argo CD reads the repository.
`;

/** The rest of the ConfigMap belongs to others. */
const HEALTH_HEAD = `# Made by gpulab. Without these checks Argo CD does not wait between waves of Applications:
# kubectl apply --server-side --field-manager=gpulab -f health.yaml
`;

const rootProblems = (plan: Plan): DeliveryProblem[] =>
  plan
    .filter(({ name }) => name === ROOT)
    .map(({ path }) => ({
      ...error(
        'GPULAB3211',
        `${ROOT} is the name of the Application that makes the others`,
        undefined,
        'choose another name',
      ),
      path,
    }));

function healthFile(plan: Plan, { namespace = DEFAULT_NAMESPACE }: ArgoCdOptions): string {
  const told = toldTo(plan.flatMap(({ waits }) => waits));
  const configMap = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'argocd-cm', namespace },
    data: healthChecks(told.readiness),
  };
  return HEALTH_HEAD + untoldText('Argo CD', told) + textOf(configMap);
}

function rootOf(options: ArgoCdOptions): object {
  const { namespace = DEFAULT_NAMESPACE, path } = options;
  const source = { ...gitSource(options), path: pathIn(path, 'argocd/apps') };
  // Applications are objects of the cluster that Argo CD itself runs on.
  return application(ROOT, options, { source, destination: { server: IN_CLUSTER, namespace } });
}

function applicationOf(step: Step, options: ArgoCdOptions): object {
  const syncOptions = [
    ...(needsNamespace(step) ? ['CreateNamespace=true'] : []),
    ...(hasLargeDefinitions(step) ? ['ServerSideApply=true'] : []),
  ];
  return application(step.name, options, {
    wave: step.rank,
    source: sourceOf(step, options),
    destination: { server: options.destination ?? IN_CLUSTER, namespace: namespaceOf(step) },
    syncOptions,
  });
}

/** Client-side apply keeps the whole object in an annotation of at most 256 KiB. Of our own definitions nobody knows the size. */
const hasLargeDefinitions = (step: Step): boolean =>
  step.kind === 'release' ? step.largeDefinitions : step.manifests().some(isDefinition);

function sourceOf(step: Step, options: ArgoCdOptions): object {
  if (step.kind === 'manifests')
    return { ...gitSource(options), path: folderIn(options.path), directory: { include: step.file } };
  const { source, name } = step;
  return {
    repoURL: isOci(source) ? registryOf(source) : source.repository,
    chart: source.name,
    targetRevision: source.version,
    // A text, because a null in an object would be lost on the way to the cluster.
    helm: { releaseName: name, values: valuesText(step.values) },
  };
}

const gitSource = ({ repoUrl, revision = 'HEAD' }: ArgoCdOptions): object => ({
  repoURL: repoUrl,
  targetRevision: revision,
});

interface ApplicationParts {
  readonly source: object;
  readonly destination: object;
  readonly wave?: number;
  readonly syncOptions?: readonly string[];
}

function application(
  name: string,
  options: ArgoCdOptions,
  { wave, syncOptions = [], ...spec }: ApplicationParts,
): object {
  const { namespace = DEFAULT_NAMESPACE, project = 'default', automated = true, prune = false } = options;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name,
      namespace,
      annotations: wave === undefined ? undefined : { 'argocd.argoproj.io/sync-wave': String(wave) },
    },
    spec: {
      project,
      ...spec,
      syncPolicy: {
        automated: automated ? { prune } : undefined,
        syncOptions: syncOptions.length > 0 ? syncOptions : undefined,
        retry: RETRY,
      },
    },
  };
}

const textOf = (object: object): string => fileOf([documentOf(object, { sortKeys: false })]);
