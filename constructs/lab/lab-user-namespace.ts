import { Construct } from 'constructs';
import type { Problem } from '../core/checks/check';
import { recordCall } from '../core/private/place';
import { hasError } from '../core/rules/problem';
import { report } from '../core/rules/report';
import { Values } from '../core/values';
import { byDefault } from '../core/values/private/by-default';
import type { NamespaceOptions } from './namespace-options';
import { NamespaceTemplate } from './private/namespace-template';
import { preparedOf } from './private/prepared';
import { mailProblem, uidProblem } from './private/uid';
import type { Site } from './site';

/** Properties of a `LabUserNamespace`. */
export interface LabUserNamespaceProps extends NamespaceOptions {
  /** The campus: storage, roles, networks. */
  readonly site: Site;

  /** Login name; becomes the namespace. A DNS-1123 label of at most 63 characters. */
  readonly uid: string;

  /** Name that the API server knows the student by. */
  readonly mail: string;
}

/**
 * A student's own namespace: quota, access, storage claims and network, nothing shared with a neighbour.
 *
 * With an error in its props it reports all of them and makes no object: half a namespace would only repeat them.
 */
export class LabUserNamespace extends Construct {
  /** Name of the namespace. */
  public readonly namespace: string;

  constructor(scope: Construct, id: string, props: LabUserNamespaceProps) {
    super(scope, id);
    recordCall(this, new.target);
    const { uid, mail, site } = props;
    this.namespace = uid;
    const prepared = preparedOf<NamespaceTemplate>(props);
    const template = prepared ?? new NamespaceTemplate(site, props);
    if (!prepared) {
      const problems = [...ownProblems(byDefault(props)), ...template.problems];
      report(this, problems);
      if (hasError(problems)) return;
    }
    template.make(this, uid, mail);
  }
}

/** What is wrong with uid and mail, unless they are references: their content is checked by the schema of the values. */
function ownProblems({ site, uid, mail }: LabUserNamespaceProps): Problem[] {
  const problems = [
    Values.isLiteral(uid) ? uidProblem(uid, new Set(site.reservedNamespaces)) : undefined,
    Values.isLiteral(mail) ? mailProblem(mail) : undefined,
  ];
  return problems.filter((problem) => problem !== undefined);
}
