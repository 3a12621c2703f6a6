import type { Problem } from '../../core/checks/check';
import { CIDR, IP_ADDRESS } from '../../core/private/addresses';
import { IMAGE, LABEL_KEY } from '../../core/rules/names';
import { quoted } from '../../core/rules/problem';
import { Rules } from '../../core/rules/rules';
import { ClaimAccess, type SiteClaim, type SiteInfiniband, type SiteProps, type SiteScratch } from '../site';

/** A folder in a container: absolute, no `:` (the kubelet refuses it), not the root. */
const MOUNT_PATH = /^\/[^:\s]+$/;

/** A text with something in it. */
const NOT_BLANK = /\S/;

/** Everything that is wrong with the facts of a site. */
export function siteProblems(props: SiteProps): Problem[] {
  const rules = new Rules();
  if (!rules.object('props of the Site', props)) return rules.problems;
  rules.matching('gpuNodeLabel', props.gpuNodeLabel, LABEL_KEY, 'a label key');
  const models = rules.list('gpuModels', props.gpuModels);
  models.forEach((model, i) => {
    rules.labelValue(`gpuModels[${i}]`, model);
  });
  rules.distinct('gpuModels', models);
  imageRule(rules, 'defaultImage', props.defaultImage);
  roleRules(rules, props);
  const claims = rules
    .list('claims', props.claims)
    .filter((claim, i) => rules.object(`claims[${i}]`, claim) && claimRules(rules, `claims[${i}]`, claim));
  const { scratch, infiniband, ingress } = props;
  const scratchIsGood = scratch && rules.object('scratch', scratch) && scratchRules(rules, scratch);
  volumesAreDistinct(rules, claims, scratchIsGood ? scratch : undefined);
  if (infiniband && rules.object('infiniband', infiniband)) infinibandRules(rules, infiniband);
  if (ingress && rules.object('ingress', ingress)) {
    rules.subdomain('ingress.className', ingress.className);
    rules.matching('ingress.clusterIssuer', ingress.clusterIssuer, NOT_BLANK, 'the name of a cluster issuer');
    rules.subdomain('ingress.tlsSecret', ingress.tlsSecret);
  }
  if (props.serviceNameLabel !== undefined) {
    rules.matching('serviceNameLabel', props.serviceNameLabel, LABEL_KEY, 'a label key');
  }
  return rules.problems;
}

/** An image reference; registries check the rest. */
export function imageRule(rules: Rules, key: string, image: string): void {
  rules.matching(key, image, IMAGE, 'an image reference');
}

function roleRules(rules: Rules, { studentRole, clusterRoles = [], reservedNamespaces = [] }: SiteProps): void {
  rules.pathSegment('studentRole', studentRole);
  const roles = rules.list('clusterRoles', clusterRoles);
  roles.forEach((role, i) => {
    rules.pathSegment(`clusterRoles[${i}]`, role);
  });
  rules.distinct('clusterRoles', roles);
  rules.list('reservedNamespaces', reservedNamespaces).forEach((name, i) => {
    rules.text(`reservedNamespaces[${i}]`, name);
  });
}

/** Has a claim names that can be compared with others? */
function claimRules(rules: Rules, key: string, claim: SiteClaim): boolean {
  rules.label(`${key}.volume`, claim.volume);
  rules.subdomain(`${key}.claimPrefix`, claim.claimPrefix);
  rules.subdomain(`${key}.storageClass`, claim.storageClass);
  rules.quantity(`${key}.size`, claim.size);
  rules.matching(`${key}.mountPath`, claim.mountPath, MOUNT_PATH, 'an absolute path');
  const modes: readonly string[] = Object.values(ClaimAccess);
  if (claim.access !== undefined && !modes.includes(claim.access)) {
    rules.error('GPULAB2203', `${key}.access ${quoted(claim.access)} is none of ${modes.join(', ')}`, `${key}.access`);
  }
  return [claim.volume, claim.claimPrefix, claim.mountPath].every((name) => typeof name === 'string' && name !== '');
}

/** Has scratch a number of claims that can be counted through? */
function scratchRules(rules: Rules, scratch: SiteScratch): boolean {
  rules.label('scratch.volume', scratch.volume);
  rules.subdomain('scratch.claimPrefix', scratch.claimPrefix);
  rules.subdomain('scratch.storageClass', scratch.storageClass);
  rules.quantity('scratch.size', scratch.size);
  return rules.whole('scratch.count', scratch.count, 1);
}

function volumesAreDistinct(rules: Rules, claims: readonly SiteClaim[], scratch: SiteScratch | undefined): void {
  const names = Array.from({ length: scratch?.count ?? 0 }, (_, i) => `${scratch?.volume}${i + 1}`);
  rules.distinct('volume', [...claims.map(({ volume }) => volume), ...names]);
  rules.distinct('mount path', [...claims.map(({ mountPath }) => mountPath), ...names.map((name) => `/${name}`)]);
  rules.distinct('claim prefix', [...claims.map(({ claimPrefix }) => claimPrefix)]);
}

function infinibandRules(rules: Rules, infiniband: SiteInfiniband): void {
  rules.matching('infiniband.master', infiniband.master, /^[^\s/]{1,15}$/, 'the name of a network interface');
  cidrRule(rules, 'infiniband.range', infiniband.range);
  if (rules.text('infiniband.gateway', infiniband.gateway) && !IP_ADDRESS.matches(infiniband.gateway)) {
    const message = `infiniband.gateway ${quoted(infiniband.gateway)} is not an IP address`;
    rules.error('GPULAB2203', message, 'infiniband.gateway');
  }
  rules.matching('infiniband.kubeconfig', infiniband.kubeconfig, NOT_BLANK, 'a path');
  rules.matching(
    'infiniband.resource',
    infiniband.resource,
    /^[a-z0-9.-]+\/[A-Za-z0-9._-]+$/,
    'an extended resource, as "rdma/devices"',
  );
}

/** A range of addresses, as "10.0.0.0/8". */
export function cidrRule(rules: Rules, key: string, text: string): void {
  if (!rules.text(key, text)) return;
  if (CIDR.matches(text)) return;
  rules.error('GPULAB2203', `${key} ${quoted(text)} is not a range of addresses, as "10.0.0.0/8"`, key);
}

/** Something is wanted that this site has no facts of. */
export function siteHasNo(rules: Rules, what: 'infiniband' | 'ingress', key: string): void {
  rules.error('GPULAB2210', `the site has no ${what}`, key, `give ${what} to the Site, or do without it here`);
}
