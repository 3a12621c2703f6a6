import { Construct } from 'constructs';
import { make } from '../../core/private/make';
import { recordCall } from '../../core/private/place';
import { account, clusterRole, role } from '../../core/private/rbac';
import { hasError } from '../../core/rules/problem';
import { report, reportLate } from '../../core/rules/report';
import { byDefault } from '../../core/values/private/by-default';
import { definitionManifest } from '../private/definition-shape';
import { CPOD_DEFINITIONS, INFERENCE_SERVICE } from '../private/operator/definitions';
import { addIdentityStep } from '../private/operator/identity-step';
import { infoManifest, NAMESPACE } from '../private/operator/info';
import { operatorProblems } from '../private/operator/operator-rules';
import { missingDefinitions, usersInReleases } from '../private/operator/prerequisites';
import { LEADER_RULES, MANAGER_RULES, PORTAL_ADMIN_RULES, PORTAL_RULES, PROXY_RULES } from '../private/operator/rules';
import { userManifests } from '../private/operator/users';
import {
  MANAGER,
  managerDeployment,
  metricsService,
  PORTAL_ACCOUNT,
  portalDeployment,
} from '../private/operator/workloads';
import { CPodInfoForm, type CPodOperatorProps } from './cpod-operator-props';

/**
 * The operator that makes a cluster a CPod of the 3K platform: its kinds, the manager that turns them into training jobs, claims and
 * services, and portalsynch, which fetches work from the portal and reports. In namespace `cpod-system`, which somebody else makes.
 *
 * Each of the two may do what its code does, and no more. Upstream makes both, and every user's pods, administrators of the cluster.
 */
export class CPodOperator extends Construct {
  /** Namespace of the operator. */
  public readonly namespace: string;

  /** Storage class that claims of jobs are made with. */
  public readonly storageClass: string;

  constructor(scope: Construct, id: string, props: CPodOperatorProps) {
    super(scope, id);
    recordCall(this, new.target);
    this.namespace = NAMESPACE;
    this.storageClass = props.storageClass ?? 'ceph-filesystem';
    const problems = operatorProblems(byDefault(props));
    report(this, problems);
    if (hasError(problems)) return;
    this.makeObjects(props, props.info ?? CPodInfoForm.SECRET);
    addIdentityStep(this, props, props.info ?? CPodInfoForm.SECRET);
    reportLate(this, () => [...missingDefinitions(this), ...usersInReleases(this, props.users ?? [])]);
  }

  private makeObjects(props: CPodOperatorProps, form: CPodInfoForm): void {
    const { kserve, users = [], clusterAdminForUsers } = props;
    const definitions = kserve ? CPOD_DEFINITIONS : [...CPOD_DEFINITIONS, INFERENCE_SERVICE];
    const manager = { name: MANAGER, namespace: NAMESPACE };
    const portal = { name: PORTAL_ACCOUNT, namespace: NAMESPACE };
    make(this, [
      ...definitions.map(definitionManifest),
      account(MANAGER, NAMESPACE),
      account(PORTAL_ACCOUNT, NAMESPACE),
      ...role('cpod-leader-election-role', NAMESPACE, LEADER_RULES, MANAGER, 'cpod-leader-election-rolebinding'),
      ...clusterRole('cpod-manager-role', MANAGER_RULES, manager, 'cpod-manager-rolebinding'),
      ...clusterRole('cpod-proxy-role', PROXY_RULES, manager, 'cpod-proxy-rolebinding'),
      ...clusterRole(
        'cpod-role-portalsynch',
        clusterAdminForUsers ? [...PORTAL_RULES, ...PORTAL_ADMIN_RULES] : PORTAL_RULES,
        portal,
        'cpod-portalsynch-rolebinding',
      ),
      ...userManifests(users),
      infoManifest(props, form),
      metricsService(),
      managerDeployment(props, form),
      portalDeployment(props, form),
    ]);
  }
}
