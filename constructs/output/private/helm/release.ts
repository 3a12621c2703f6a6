import type { Problem } from '../../../core/checks/check';
import { FindingLevel } from '../../../core/finding';
import { quoted } from '../../../core/private/visible';

/** One installation of a chart. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
}

/** Source: `chartutil.ValidateReleaseName` of Helm 3.22.0 and 4.3.1. */
const RELEASE_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LONGEST_RELEASE_NAME = 53;

const NAMESPACE = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LONGEST_NAMESPACE = 63;

/** Why Helm or the API server would refuse a release. */
export function releaseProblems({ name, namespace }: Release): Problem[] {
  const problems: Problem[] = [];
  if (!RELEASE_NAME.test(name) || name.length > LONGEST_RELEASE_NAME) {
    const wanted = `at most ${LONGEST_RELEASE_NAME} lower case letters, digits, "-" and "." with a letter or digit at both ends`;
    problems.push(refusal(`release name ${quoted(name)} is not allowed: ${wanted}`));
  }
  if (!NAMESPACE.test(namespace) || namespace.length > LONGEST_NAMESPACE) {
    const wanted = `at most ${LONGEST_NAMESPACE} lower case letters, digits and "-" with a letter or digit at both ends`;
    problems.push(refusal(`namespace ${quoted(namespace)} is not allowed: ${wanted}`));
  }
  return problems;
}

const refusal = (message: string): Problem => ({ level: FindingLevel.ERROR, code: 'GPULAB3109', message });
