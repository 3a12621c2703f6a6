import type { Problem } from '../../../core/checks/check';
import type { ChartSource } from '../../../core/releases/release';
import type { Wait } from '../../../core/releases/wait';
import { DNS_LABEL } from '../../../core/rules/names';
import { error, quoted } from '../../../core/rules/problem';
import type { Plan, ReleaseStep, Step } from './plan';
import type { DeliveryProblem } from './writer';

/** Helm's limit: it puts a number and more behind the name (helm.sh/helm/v4/pkg/chart/common/util, ValidateReleaseName). */
export const LONGEST_RELEASE = 53;

/** Names that Helm makes charts of. */
const CHART_NAME = /^[A-Za-z0-9][\w.-]*$/;

/** One version as SemVer has it, perhaps with a leading v: no range, no `*`. */
const VERSION = /^v?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

/** Neither blanks nor braces: helmfile would take `{{` for a template. */
const REPOSITORY = /^(?:https?|oci):\/\/[^\s{}\p{Cc}]+$/u;

/** Control characters, and halves of surrogate pairs, which no file can hold. */
const UNSAYABLE = /[\p{Cc}\p{Cs}]/u;

/**
 * What is wrong with the steps of any delivery. Names and values of releases are looked at where releases are.
 *
 * @param longestName of a chart of the program, if it becomes more than the name of a file
 */
export const stepProblems = (plan: Plan, longestName?: number): DeliveryProblem[] =>
  plan.flatMap((step) => problemsOf(step, longestName).map((problem) => ({ ...problem, path: step.path })));

function problemsOf(step: Step, longestName: number | undefined): Problem[] {
  const unsayable = step.waits.filter((wait) => !isSayable(wait)).map(waitProblem);
  if (step.kind === 'manifests')
    return longestName === undefined ? unsayable : [...nameProblems(step.name, longestName), ...unsayable];
  return [...sourceProblems(step), ...unsayable];
}

function nameProblems(name: string, longest: number): Problem[] {
  if (DNS_LABEL.test(name) && name.length <= longest) return [];
  const wanted = `lower-case letters, digits and "-" in between, at most ${longest} characters`;
  return [
    error('GPULAB3211', `${quoted(name)} cannot name a step: ${wanted}`, undefined, 'give the chart a shorter id'),
  ];
}

function sourceProblems({ source }: ReleaseStep): Problem[] {
  const rules: [keyof ChartSource, RegExp, string][] = [
    ['name', CHART_NAME, 'letters, digits, ".", "-" and "_"'],
    ['version', VERSION, 'one exact version, as 1.2.3 or v1.2.3'],
    ['repository', REPOSITORY, 'https://... or oci://...'],
  ];
  return rules
    .filter(([key, pattern]) => !pattern.test(source[key]))
    .map(([key, , wanted]) =>
      error('GPULAB3212', `the ${key} of the chart is ${quoted(source[key])}: ${wanted} is wanted`, `chart.${key}`),
    );
}

function isSayable({ target, expression }: Wait): boolean {
  const words = [
    target.resource,
    target.name,
    expression,
    ...(target.namespace === undefined ? [] : [target.namespace]),
  ];
  return words.every((word) => word !== '' && !UNSAYABLE.test(word));
}

const waitProblem = ({ target, expression }: Wait): Problem =>
  error(
    'GPULAB3215',
    `${quoted(expression)} of ${quoted(target.resource)} ${quoted(target.name)} cannot be waited for`,
    'readyWhen',
  );
