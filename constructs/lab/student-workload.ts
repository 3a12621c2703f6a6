import { Construct } from 'constructs';
import { recordCall } from '../core/private/place';
import { hasError } from '../core/rules/problem';
import { report } from '../core/rules/report';
import { Rules } from '../core/rules/rules';
import { requestOf, watchRequest } from './private/capacity';
import { preparedOf } from './private/prepared';
import { WorkloadTemplate } from './private/workload-template';
import type { Site } from './site';
import type { StudentWorkloadOptions } from './workload-options';

/** Properties of a `StudentWorkload`. */
export interface StudentWorkloadProps extends StudentWorkloadOptions {
  /** The campus: storage, images, GPU models. */
  readonly site: Site;

  /** The student's namespace, which must have the claims of the site (`LabUserNamespace`). */
  readonly namespace: string;
}

/**
 * A job of a student: a Deployment, a Service with SSH, scratch claims whose names stay the same over upgrades, and an
 * Ingress if a host is given.
 *
 * With an error in its props it reports all of them and makes no object: half a job would only repeat them.
 */
export class StudentWorkload extends Construct {
  /** Name of Deployment, Service and Ingress. */
  public readonly name: string;

  constructor(scope: Construct, id: string, props: StudentWorkloadProps) {
    super(scope, id);
    recordCall(this, new.target);
    const { site, namespace } = props;
    const prepared = preparedOf<WorkloadTemplate>(props);
    const template = prepared ?? new WorkloadTemplate(site, props, id);
    this.name = template.names.deployName(namespace);
    const problems = prepared ? prepared.names.problemsIn(namespace) : allProblems(template, namespace);
    report(this, problems);
    if (hasError(problems)) return;
    if (!prepared) watchRequest(this, requestOf(site, props));
    template.make(this, namespace, this.name);
  }
}

function allProblems(
  template: WorkloadTemplate,
  namespace: string,
): ReturnType<WorkloadTemplate['names']['problemsIn']> {
  const rules = new Rules();
  rules.label('namespace', namespace);
  const own = rules.problems.length > 0 ? rules.problems : template.names.problemsIn(namespace);
  return [...own, ...template.problems];
}
