import type { Manifest } from '../../../core/checks/check';
import type { Wait } from '../../../core/releases/wait';
import { isDefinition } from './local-chart';
import { type ManifestsStep, namespaceOf, needsNamespace, type ReleaseStep, type Step } from './plan';
import { isOci, ociChartOf } from './repository';
import { valuesFileOf } from './values-text';

/** A command by lines, and each line by words. */
export type Command = readonly (readonly string[])[];

/** How long Helm waits for a release: operators load images of several gigabytes before they are ready. */
export const RELEASE_SECONDS = 900;

/** How long a definition of ours may take until the API server knows its kind. */
const DEFINITION_SECONDS = 60;

/** An object that is waited for, in words of kubectl. */
export interface Awaited {
  /** `RESOURCE NAME`, behind the options and `--`: no name is taken for an option. */
  readonly object: readonly string[];

  /** `--namespace NAME`, if it has one. */
  readonly scope: readonly string[];

  /** What `kubectl wait --for` takes. */
  readonly expression: string;
  readonly seconds: number;
}

/** Installs a release, or brings it to its version and values. */
export function upgradeRelease(step: ReleaseStep): Command {
  const { source } = step;
  const from = isOci(source) ? [] : [['--repo', source.repository]];
  const version = [...from, ['--version', source.version]];
  return upgrade(step, isOci(source) ? ociChartOf(source) : source.name, version, [['--values', valuesFileOf(step)]]);
}

/** The same for a chart in a folder, with a values file over its own. */
export const upgradeLocal = (step: Step, folder: string, values?: string): Command =>
  upgrade(step, folder, [], values === undefined ? [] : [['--values', values]]);

function upgrade(step: Step, chart: string, version: Command = [], values: Command = []): Command {
  return [
    ['helm', 'upgrade', '--install', step.name, chart],
    ...version,
    ['--namespace', namespaceOf(step), ...(needsNamespace(step) ? ['--create-namespace'] : [])],
    ...values,
    ['--wait', '--timeout', `${RELEASE_SECONDS}s`],
  ];
}

/** Objects of the program. On the server's side, because definitions may be larger than the annotation of the other way. */
export const applyFile = ({ file }: ManifestsStep): Command => [['kubectl', 'apply', '--server-side', '-f', file]];

/** What must be true of a step before the next one begins, beyond what Helm waits for; own definitions first. */
export function awaitedOf(step: Step): Awaited[] {
  const definitions = step.kind === 'manifests' ? step.manifests().filter(isDefinition) : [];
  return [...definitions.map(establishment), ...step.waits.map(awaited)];
}

const establishment = ({ metadata }: Manifest): Awaited => ({
  object: ['customresourcedefinition', String(metadata?.name)],
  scope: [],
  expression: 'condition=Established',
  seconds: DEFINITION_SECONDS,
});

export const awaited = ({ target: { resource, name, namespace }, expression, timeoutSeconds }: Wait): Awaited => ({
  object: [resource, name],
  scope: namespace === undefined ? [] : ['--namespace', namespace],
  expression,
  seconds: timeoutSeconds,
});

/**
 * `kubectl wait` fails at once when the object is not there yet (`--for=create` needs kubectl 1.31), so existence is asked for
 * first. A script for `sh -c` with these arguments: SECONDS EXPRESSION and then words of `kubectl get`.
 */
export const WAIT_SCRIPT = [
  'seconds=$1; condition=$2; shift 2',
  'until kubectl get "$@" >/dev/null 2>&1; do',
  '  if [ "$seconds" -le 0 ]; then kubectl get "$@"; exit 1; fi',
  '  seconds=$((seconds - 2)); sleep 2',
  'done',
  'if [ "$seconds" -lt 1 ]; then seconds=1; fi',
  'exec kubectl wait --for="$condition" --timeout="$seconds"s "$@"',
].join('\n');

/** The words behind that script. */
export const waitArguments = ({ object, scope, expression, seconds }: Awaited): string[] => [
  String(seconds),
  expression,
  ...scope,
  '--',
  ...object,
];
