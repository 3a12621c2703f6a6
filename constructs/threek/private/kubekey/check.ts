import type { KubeKeyVersion } from '../../kubekey/kubekey-version';
import { checkCredentials } from './credentials-check';
import { type DocumentProblem, DocumentProblems } from './document-problem';
import { checkEndpoint } from './endpoint-check';
import { FieldCheck } from './field-check';
import { CLUSTER } from './fields';
import { checkHosts } from './host-check';
import { checkKubernetes } from './kubernetes-check';
import { checkNetwork } from './network-check';
import { checkRegistry } from './registry-check';
import { rolesOf } from './role-check';

/** Everything that is wrong with a KubeKey document, whoever wrote it: the construct or a person. */
export function documentProblems(document: unknown, version: KubeKeyVersion): readonly DocumentProblem[] {
  const problems = new DocumentProblems();
  new FieldCheck(version, problems).check(document, CLUSTER, []);
  checkCredentials(document, problems);
  checkHosts(document, version, problems);
  const roles = rolesOf(document, problems);
  checkEndpoint(document, roles, version, problems);
  checkKubernetes(document, version, problems);
  checkNetwork(document, roles, problems);
  checkRegistry(document, roles, version, problems);
  return problems.all;
}
