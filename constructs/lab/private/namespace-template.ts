import type { Construct } from 'constructs';
import type { Problem } from '../../core/checks/check';
import { LightObject } from '../../core/private/light-object';
import { share } from '../../core/private/plain';
import { nanosOf } from '../../core/private/quantity';
import { error } from '../../core/rules/problem';
import { Rules } from '../../core/rules/rules';
import type { ContainerLimits, NamespaceOptions, NetworkIsolation } from '../namespace-options';
import { QuotaProfile } from '../quota-profile';
import { ClaimAccess, type Site } from '../site';
import { type ClaimSpec, claimSpec, makeClaim } from './claim-objects';
import { makeNetwork } from './infiniband-objects';
import { isolationSpec, limitRangeSpec, podSecurityLabels } from './namespace-specs';
import { formatQuantity, nanosOrZero } from './quantity';
import { cidrRule } from './site-rules';

/** Names of a student's objects (iiisthu/ailab admin/adminchart). */
const QUOTA_NAME = 'quota-cpu-mem-gpu-pvc';
const ROLE_BINDING_NAME = 'user-ns-binding';

/** Names of the objects that ailab does not have. */
const LIMIT_RANGE_NAME = 'container-limits';
const NETWORK_POLICY_NAME = 'default-deny';

/** What a quota counts claims by. */
const CLAIMED_STORAGE = 'requests.storage';

const RBAC = 'rbac.authorization.k8s.io';
const RBAC_VERSION = `${RBAC}/v1`;

/** What the namespaces of one site and one profile have in common: made once, frozen, shared by all students. */
export class NamespaceTemplate {
  readonly problems: readonly Problem[];
  private readonly labels: { readonly [key: string]: string } | undefined;
  private readonly quota: object | undefined;
  private readonly limits: object | undefined;
  private readonly isolation: object | undefined;
  private readonly studentRole: object;
  private readonly clusterRoles: readonly { readonly id: string; readonly prefix: string; readonly ref: object }[];
  private readonly claims: readonly { readonly id: string; readonly prefix: string; readonly spec: ClaimSpec }[];

  constructor(
    private readonly site: Site,
    options: NamespaceOptions,
  ) {
    const { limits, isolation, quota = QuotaProfile.student() } = options;
    const problems: Problem[] = [];
    // What has a problem is not made: its objects would only repeat it, once for each student.
    const isGood = (check: (rules: Rules) => void): boolean => {
      const rules = new Rules();
      check(rules);
      problems.push(...rules.problems);
      return rules.problems.length === 0;
    };
    this.labels = podSecurityLabels(options.podSecurity);
    this.quota = isGood((rules) => quotaRules(rules, quota, site)) ? share({ hard: quota.hard }) : undefined;
    if (limits !== undefined && isGood((rules) => limitRules(rules, limits))) this.limits = limitRangeSpec(limits);
    if (isolation !== undefined && isGood((rules) => isolationRules(rules, isolation))) {
      this.isolation = isolationSpec(isolation);
    }
    this.problems = problems;
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
    if (this.quota) this.makePolicy(scope, 'quota', 'v1', 'ResourceQuota', QUOTA_NAME, namespace, this.quota);
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

function quotaRules(rules: Rules, quota: QuotaProfile, site: Site): void {
  if (!rules.given('quota', isQuota(quota), quota, 'a QuotaProfile')) return;
  const problem = storageRule(quota, claimedBy(site));
  if (problem) rules.problems.push(problem);
}

/** Plain JavaScript may give the props of a quota in its place. */
export const isQuota = (value: QuotaProfile | undefined): value is QuotaProfile =>
  typeof value?.hard === 'object' && value.hard !== null;

/** Long-term claims of a student together. */
export const claimedBy = (site: Site): bigint => site.claims.reduce((sum, { size }) => sum + nanosOrZero(size), 0n);

/** Claims of a student that do not fit in the quota: the API server would refuse the last of them. */
export function storageRule(quota: QuotaProfile, longTerm: bigint, scratch = 0n): Problem | undefined {
  const most = quota.hard[CLAIMED_STORAGE];
  const allowed = nanosOf(most ?? '');
  if (allowed === undefined || longTerm + scratch <= allowed) return undefined;
  const parts = scratch > 0n ? ` (${formatQuantity(longTerm)} long-term and ${formatQuantity(scratch)} scratch)` : '';
  const asked = `${formatQuantity(longTerm + scratch)}${parts}`;
  const message = `claims of a student ask for ${asked}, the quota allows ${most}`;
  return error('GPULAB2304', message, 'quota', 'raise storage in the quota, or make claims smaller');
}

function limitRules(rules: Rules, limits: ContainerLimits): void {
  if (!rules.object('limits', limits)) return;
  rules.quantity('limits.cpu', limits.cpu);
  rules.quantity('limits.memory', limits.memory);
  const { cpu, memory, ...others } = limits;
  for (const [name, amount] of Object.entries(others)) {
    if (amount !== undefined) rules.quantity(`limits.${name}`, amount);
  }
  const notMore = (less: keyof ContainerLimits, more: keyof ContainerLimits): void => {
    const [low, high] = [limits[less], limits[more]];
    const [least, most] = [low, high].map((amount) => (typeof amount === 'string' ? nanosOf(amount) : undefined));
    if (least === undefined || most === undefined || least <= most) return;
    rules.error('GPULAB2216', `limits.${less} ${low} is more than limits.${more} ${high}`, `limits.${less}`);
  };
  notMore('requestCpu', 'cpu');
  notMore('requestMemory', 'memory');
  notMore('cpu', 'maxCpu');
  notMore('memory', 'maxMemory');
}

function isolationRules(rules: Rules, isolation: NetworkIsolation): void {
  if (!rules.object('isolation', isolation)) return;
  const { ingressCidrs = [], egressCidrs = [], ingressNamespaces = [] } = isolation;
  const [ingress, egress, namespaces] = [
    'isolation.ingressCidrs',
    'isolation.egressCidrs',
    'isolation.ingressNamespaces',
  ];
  for (const cidr of rules.list(ingress, ingressCidrs)) cidrRule(rules, ingress, cidr);
  for (const cidr of rules.list(egress, egressCidrs)) cidrRule(rules, egress, cidr);
  for (const name of rules.list(namespaces, ingressNamespaces)) rules.label(namespaces, name);
}
