import type { IConstruct } from 'constructs';
import type { Problem } from '../checks/check';
import { type Finding, FindingLevel } from '../finding';
import { formatFinding } from '../format';
import { LAB_APP, stateOf } from '../private/state';
import type { SummaryLine } from '../summary-line';

/**
 * Tells what is wrong with a construct. A LabApp reads it at synthesis; under a plain cdk8s App errors come out as failed
 * validations, so that they do not vanish there.
 */
export function report(construct: IConstruct, problems: readonly (Problem | Finding)[]): void {
  if (problems.length === 0) return;
  const path = construct.node.path;
  const findings = problems.map((problem): Finding => ({ path, ...problem }));
  const all = stateOf(construct).findings;
  for (const finding of findings) all.push(finding);
  if (findings.some(isError)) validateWithoutLabApp(construct, () => findings);
}

/** Asks a question when the tree is finished. */
export function reportLate(construct: IConstruct, check: () => Finding[]): void {
  stateOf(construct).checks.push(check);
  validateWithoutLabApp(construct, check);
}

/** Adds lines to the report at the end. */
export function summarize(construct: IConstruct, lines: () => SummaryLine[]): void {
  stateOf(construct).summary.push(lines);
}

function validateWithoutLabApp(construct: IConstruct, findings: () => Finding[]): void {
  construct.node.addValidation({
    validate: () => (LAB_APP in construct.node.root ? [] : findings().filter(isError).map(formatFinding)),
  });
}

const isError = (finding: Finding): boolean => finding.level === FindingLevel.ERROR;
