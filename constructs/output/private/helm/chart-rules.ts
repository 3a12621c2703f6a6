import type { Problem } from '../../../core/checks/check';
import { FindingLevel } from '../../../core/finding';
import { quoted } from '../../../core/private/visible';
import type { ChartDependency } from '../../chart-dependency';
import type { HelmChartProps } from '../../helm-chart-props';
import { valuesKey } from './schema-json';

/** A part of addresses in registries, of folder names, and of the label helm.sh/chart. */
const NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const LONGEST_NAME = 63;

/** Source: semver.org, version 2.0.0. */
const NUMBER = '(?:0|[1-9]\\d*)';
const IDENTIFIER = `(?:${NUMBER}|\\d*[A-Za-z-][\\dA-Za-z-]*)`;
const SEMVER = new RegExp(
  `^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-${IDENTIFIER}(?:\\.${IDENTIFIER})*)?(?:\\+[\\dA-Za-z-]+(?:\\.[\\dA-Za-z-]+)*)?$`,
);

/** Source: `chart.Dependency.Validate` of Helm 3.22.0, and the getters that Helm has. */
const ALIAS = /^[a-zA-Z0-9_-]+$/;
const REPOSITORY = /^(?:https?|oci|file):\/\/\S+$/;

/** What is wrong with what a chart says of itself. */
export function chartProblems(name: string, { version, dependencies = [] }: HelmChartProps): Problem[] {
  const problems: Problem[] = [];
  if (!NAME.test(name) || name.length > LONGEST_NAME) {
    const wanted = `at most ${LONGEST_NAME} lower case letters, digits and "-", with a letter or digit at both ends`;
    problems.push(problem('GPULAB3101', `${quoted(name)} is no name for a chart: ${wanted}`, 'give it a chartName'));
  }
  if (!SEMVER.test(version)) {
    const hint = 'give three numbers, as 1.0.0';
    problems.push(problem('GPULAB3102', `chart ${name}: version ${quoted(version)} is not SemVer 2`, hint));
  }
  return [
    ...problems,
    ...dependencies.flatMap((dependency, index) => dependencyProblems(dependency, dependencies, index)),
  ];
}

function dependencyProblems(dependency: ChartDependency, all: readonly ChartDependency[], index: number): Problem[] {
  const { name, version, repository, alias } = dependency;
  const wrong = (message: string, hint: string): Problem =>
    problem('GPULAB3103', `dependency ${quoted(name)}: ${message}`, hint);
  const problems: Problem[] = [];
  if (name === '' || version === '')
    problems.push(wrong('it needs a name and a version', 'give both as its registry has them'));
  if (!REPOSITORY.test(repository)) {
    problems.push(wrong(`${quoted(repository)} is no repository`, 'write an address with oci://, https:// or file://'));
  }
  if (alias !== undefined && !ALIAS.test(alias)) {
    problems.push(wrong(`alias ${quoted(alias)} is not allowed`, 'use letters, digits, "_" and "-"'));
  }
  if (all.findIndex((other) => valuesKey(other) === valuesKey(dependency)) < index) {
    problems.push(wrong(`it is the second one called ${quoted(valuesKey(dependency))}`, 'give one of them an alias'));
  }
  return problems;
}

const problem = (code: string, message: string, hint: string): Problem => ({
  level: FindingLevel.ERROR,
  code,
  message,
  hint,
});
