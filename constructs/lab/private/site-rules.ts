import { isIP } from 'node:net';
import type { Problem } from '../../core/checks/check';
import type { SiteClaim, SiteInfiniband, SiteProps, SiteScratch } from '../site';
import { LABEL_KEY } from './names';
import { Rules } from './rules';

/** A folder in a container: absolute, no `:` (the kubelet refuses it), not the root. */
const MOUNT_PATH = /^\/[^:\s]+$/;

/** Everything that is wrong with the facts of a site. */
export function siteProblems(props: SiteProps): Problem[] {
  const rules = new Rules();
  rules.matching('gpuNodeLabel', props.gpuNodeLabel, LABEL_KEY, 'a label key');
  props.gpuModels.forEach((model, i) => {
    rules.labelValue(`gpuModels[${i}]`, model);
  });
  rules.distinct('gpuModels', props.gpuModels);
  imageRule(rules, 'defaultImage', props.defaultImage);
  props.claims.forEach((claim, i) => {
    claimRules(rules, `claims[${i}]`, claim);
  });
  if (props.scratch) scratchRules(rules, props.scratch);
  volumesAreDistinct(rules, props);
  if (props.infiniband) infinibandRules(rules, props.infiniband);
  if (props.ingress) {
    rules.subdomain('ingress.className', props.ingress.className);
    rules.subdomain('ingress.tlsSecret', props.ingress.tlsSecret);
  }
  if (props.serviceNameLabel !== undefined) {
    rules.matching('serviceNameLabel', props.serviceNameLabel, LABEL_KEY, 'a label key');
  }
  return rules.problems;
}

/** An image reference; registries check the rest. */
export function imageRule(rules: Rules, key: string, image: string): void {
  rules.matching(key, image, /^[^\s]+$/, 'an image reference');
}

function claimRules(rules: Rules, key: string, claim: SiteClaim): void {
  rules.label(`${key}.volume`, claim.volume);
  rules.subdomain(`${key}.claimPrefix`, claim.claimPrefix);
  rules.subdomain(`${key}.storageClass`, claim.storageClass);
  rules.quantity(`${key}.size`, claim.size);
  rules.matching(`${key}.mountPath`, claim.mountPath, MOUNT_PATH, 'an absolute path');
}

function scratchRules(rules: Rules, scratch: SiteScratch): void {
  rules.label('scratch.volume', scratch.volume);
  rules.subdomain('scratch.claimPrefix', scratch.claimPrefix);
  rules.subdomain('scratch.storageClass', scratch.storageClass);
  rules.quantity('scratch.size', scratch.size);
  rules.whole('scratch.count', scratch.count, 1);
}

function volumesAreDistinct(rules: Rules, { claims, scratch }: SiteProps): void {
  const names = Array.from({ length: scratch?.count ?? 0 }, (_, i) => `${scratch?.volume}${i + 1}`);
  rules.distinct('volume', [...claims.map(({ volume }) => volume), ...names]);
  rules.distinct('mount path', [...claims.map(({ mountPath }) => mountPath), ...names.map((name) => `/${name}`)]);
  rules.distinct('claim prefix', [...claims.map(({ claimPrefix }) => claimPrefix)]);
}

function infinibandRules(rules: Rules, infiniband: SiteInfiniband): void {
  rules.matching('infiniband.master', infiniband.master, /^[^\s/]{1,15}$/, 'the name of a network interface');
  cidrRule(rules, 'infiniband.range', infiniband.range);
  if (isIP(infiniband.gateway) === 0) {
    rules.error(
      'GPULAB2203',
      `infiniband.gateway ${JSON.stringify(infiniband.gateway)} is not an IP address`,
      'infiniband.gateway',
    );
  }
  rules.matching(
    'infiniband.resource',
    infiniband.resource,
    /^[a-z0-9.-]+\/[A-Za-z0-9._-]+$/,
    'an extended resource, as "rdma/devices"',
  );
}

/** A range of addresses, as "10.0.0.0/8". */
export function cidrRule(rules: Rules, key: string, text: string): void {
  const [address, length, ...rest] = text.split('/');
  const version = isIP(address);
  const most = version === 4 ? 32 : 128;
  if (version > 0 && rest.length === 0 && /^(?:0|[1-9]\d{0,2})$/.test(length ?? '') && Number(length) <= most) return;
  rules.error('GPULAB2203', `${key} ${JSON.stringify(text)} is not a range of addresses, as "10.0.0.0/8"`, key);
}

/** Something is wanted that this site has no facts of. */
export function siteHasNo(rules: Rules, what: 'infiniband' | 'ingress', key: string): void {
  rules.error('GPULAB2210', `the site has no ${what}`, key, `give ${what} to the Site, or do without it here`);
}
