import type { Construct } from 'constructs';
import type { Problem } from '../../core/checks/check';
import { nanosOf } from '../../core/checks/private/quantity';
import { LightObject } from '../../core/private/light-object';
import { share } from '../../core/private/plain';
import type { ContainerLimits, NamespaceOptions, NetworkIsolation } from '../namespace-options';
import { QuotaProfile } from '../quota-profile';
import { ClaimAccess, type Site } from '../site';
import { type ClaimSpec, claimSpec, makeClaim } from './claim-objects';
import { makeNetwork } from './infiniband-objects';
import { isolationSpec, limitRangeSpec, podSecurityLabels } from './namespace-specs';
import { Rules } from './rules';
import { cidrRule } from './site-rules';

/** Names of a student's objects (iiisthu/ailab admin/adminchart). */
const QUOTA_NAME = 'quota-cpu-mem-gpu-pvc';
const ROLE_BINDING_NAME = 'user-ns-binding';

/** Names of the objects that ailab does not have. */
const LIMIT_RANGE_NAME = 'container-limits';
const NETWORK_POLICY_NAME = 'default-deny';

const RBAC = 'rbac.authorization.k8s.io';
const RBAC_VERSION = `${RBAC}/v1`;

/** What the namespaces of one site and one profile have in common: made once, frozen, shared by all students. */
export class NamespaceTemplate {
  readonly problems: readonly Problem[];
  private readonly labels: { readonly [key: string]: string } | undefined;
  private readonly quota: object;
  private readonly limits: object | undefined;
  private readonly isolation: object | undefined;
  private readonly studentRole: object;
  private readonly clusterRoles: readonly { readonly id: string; readonly prefix: string; readonly ref: object }[];
  private readonly claims: readonly { readonly id: string; readonly prefix: string; readonly spec: ClaimSpec }[];

  constructor(
    private readonly site: Site,
    options: NamespaceOptions,
  ) {
    this.problems = problemsOf(options);
    this.labels = podSecurityLabels(options.podSecurity);
    this.quota = share({ hard: (options.quota ?? QuotaProfile.student()).hard });
    this.limits = options.limits && limitRangeSpec(options.limits);
    this.isolation = options.isolation && isolationSpec(options.isolation);
    this.studentRole = clusterRole(site.studentRole);
    this.clusterRoles = site.clusterRoles.map((name) => ({
      id: `cluster-access-${name}`,
      prefix: `${name}-`,
      ref: clusterRole(name),
    }));
    this.claims = site.claims.map(({ volume, claimPrefix, access, storageClass, size }) => ({
      id: `claim-${volume}`,
      prefix: `${claimPrefix}-`,
      spec: claimSpec(access ?? ClaimAccess.MANY_NODES, storageClass, size),
    }));
  }

  /** The objects of one student. */
  make(scope: Construct, uid: string, mail: string): void {
    const namespace = uid;
    const subjects = [{ apiGroup: RBAC, kind: 'User', name: mail }];
    new LightObject(scope, 'namespace', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: this.labels ? { name: uid, labels: this.labels } : { name: uid },
    });
    new LightObject(scope, 'quota', {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: QUOTA_NAME, namespace },
      spec: this.quota,
    });
    if (this.limits) this.makePolicy(scope, 'limits', 'v1', 'LimitRange', LIMIT_RANGE_NAME, namespace, this.limits);
    if (this.isolation) {
      const apiVersion = 'networking.k8s.io/v1';
      this.makePolicy(scope, 'isolation', apiVersion, 'NetworkPolicy', NETWORK_POLICY_NAME, namespace, this.isolation);
    }
    new LightObject(scope, 'access', {
      apiVersion: RBAC_VERSION,
      kind: 'RoleBinding',
      metadata: { name: ROLE_BINDING_NAME, namespace },
      roleRef: this.studentRole,
      subjects,
    });
    for (const { id, prefix, ref } of this.clusterRoles) {
      const metadata = { name: prefix + uid };
      new LightObject(scope, id, {
        apiVersion: RBAC_VERSION,
        kind: 'ClusterRoleBinding',
        metadata,
        roleRef: ref,
        subjects,
      });
    }
    for (const { id, prefix, spec } of this.claims) makeClaim(scope, id, namespace, prefix + uid, spec);
    if (this.site.infiniband) makeNetwork(scope, 'infiniband', namespace, this.site.infiniband);
  }

  private makePolicy(
    scope: Construct,
    id: string,
    apiVersion: string,
    kind: string,
    name: string,
    namespace: string,
    spec: object,
  ): void {
    new LightObject(scope, id, { apiVersion, kind, metadata: { name, namespace }, spec });
  }
}

const clusterRole = (name: string): object => share({ apiGroup: RBAC, kind: 'ClusterRole', name });

function problemsOf(options: NamespaceOptions): readonly Problem[] {
  const rules = new Rules();
  if (options.limits) limitRules(rules, options.limits);
  if (options.isolation) isolationRules(rules, options.isolation);
  return rules.problems;
}

function limitRules(rules: Rules, limits: ContainerLimits): void {
  for (const [name, amount] of Object.entries(limits)) {
    if (amount !== undefined) rules.quantity(`limits.${name}`, amount);
  }
  const notMore = (less: keyof ContainerLimits, more: keyof ContainerLimits): void => {
    const [low, high] = [limits[less], limits[more]];
    if (low === undefined || high === undefined || (nanosOf(low) ?? 0n) <= (nanosOf(high) ?? 0n)) return;
    rules.error('GPULAB2216', `limits.${less} ${low} is more than limits.${more} ${high}`, `limits.${less}`);
  };
  notMore('requestCpu', 'cpu');
  notMore('requestMemory', 'memory');
  notMore('cpu', 'maxCpu');
  notMore('memory', 'maxMemory');
}

function isolationRules(rules: Rules, isolation: NetworkIsolation): void {
  const { ingressCidrs = [], egressCidrs = [], ingressNamespaces = [] } = isolation;
  for (const cidr of ingressCidrs) cidrRule(rules, 'isolation.ingressCidrs', cidr);
  for (const cidr of egressCidrs) cidrRule(rules, 'isolation.egressCidrs', cidr);
  for (const name of ingressNamespaces) rules.label('isolation.ingressNamespaces', name);
}
