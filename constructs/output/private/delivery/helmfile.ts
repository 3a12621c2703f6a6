import { PRINT_RULES } from '../helm/print-rules';
import { documentOf } from '../yaml';
import { type Awaited, awaited, RELEASE_SECONDS, WAIT_SCRIPT, waitArguments } from './commands';
import { localChart, localChartOf } from './local-chart';
import { type Files, namespaceOf, needsNamespace, type Plan, type Step } from './plan';
import { isOci, namedRepositories, ociChartOf } from './repository';
import { LONGEST_RELEASE } from './step-problems';
import { valuesEntry, valuesFileOf } from './values-text';
import type { Writer } from './writer';

/**
 * One `helmfile.yaml` for helmfile 1: from there on a file of this name is no template, but every field of a release and every
 * argument of a hook still is one (pkg/state/release.go, pkg/event/bus.go of helmfile 1.8.0). Values files are none.
 */
export const HELMFILE: Writer = {
  longestName: LONGEST_RELEASE,
  files: (plan): Files =>
    new Map([
      ['helmfile.yaml', HEAD + textOf(plan)],
      ...plan.flatMap((step) => (step.kind === 'release' ? [valuesEntry(step)] : [...localChart(step)])),
    ]),
};

const HEAD = '# Made by gpulab, for helmfile 1 or newer: helmfile sync\n';

function textOf(plan: Plan): string {
  const sources = plan.flatMap((step) => (step.kind === 'release' && !isOci(step.source) ? [step.source] : []));
  const repositories = namedRepositories(sources);
  const state = {
    repositories: [...repositories].map(([url, name]) => ({ name, url })),
    helmDefaults: { wait: true, timeout: RELEASE_SECONDS, createNamespace: false },
    releases: plan.map((step) => releaseOf(step, repositories)),
  };
  return `${documentOf(state, { sortKeys: false })}\n`;
}

function releaseOf(step: Step, repositories: ReadonlyMap<string, string>): object {
  return {
    name: step.name,
    namespace: namespaceOf(step),
    ...chartOf(step, repositories),
    // The others take the default.
    createNamespace: needsNamespace(step) || undefined,
    // A comparison before the first install would ask for kinds that an earlier release is still to bring.
    disableValidationOnInstall: step.rank > 0 || undefined,
    needs: step.needs.length === 0 ? undefined : step.needs.map((need) => `${namespaceOf(need)}/${need.name}`),
    hooks: step.waits.length > 0 ? step.waits.map(awaited).map(hookOf) : undefined,
  };
}

function chartOf(step: Step, repositories: ReadonlyMap<string, string>): object {
  if (step.kind === 'manifests') return { chart: `./${localChartOf(step)}` };
  const { source } = step;
  const chart = isOci(source) ? ociChartOf(source) : `${repositories.get(source.repository)}/${source.name}`;
  return { chart, version: source.version, values: [valuesFileOf(step)] };
}

const hookOf = (one: Awaited): object => ({
  events: ['postsync'],
  showlogs: true,
  command: 'sh',
  args: ['-c', WAIT_SCRIPT, 'wait', ...waitArguments(one)].map(PRINT_RULES.braces),
});
