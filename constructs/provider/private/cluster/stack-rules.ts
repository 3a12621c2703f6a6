import { CIDR, isInside, overlap } from '../../../core/private/addresses';
import { IMAGE } from '../../../core/rules/names';
import { quoted, typed, warning } from '../../../core/rules/problem';
import { Rules } from '../../../core/rules/rules';
import {
  CalicoEncapsulation,
  type ComputeProviderStackProps,
  type ProviderClusterRegistry,
  type ProviderRedis,
} from '../../cluster/compute-provider-stack-props';
import { ProviderGpu } from '../../cluster/provider-gpu';
import { ProviderIngress } from '../../cluster/provider-ingress';
import { TaskPolicies } from '../../cluster/task-policies';
import { ProviderVersion } from '../../provider-version';
import { PRIVATE_V4 } from './policies';
import { REGISTRY_NODE_PORT } from './registry';
import type { Settings } from './settings';
import { WALLET, walletProblem } from './wallets';

/** Labels of at most 63 letters, 253 with their dots (RFC 1035, 2.3.4). */
const DOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)+$/;

/** Ports of nodes, unless the API server is told others. */
const LEAST_NODE_PORT = 30000;
const MOST_NODE_PORT = 32767;

/** First chart of ingress-nginx without CVE-2025-1974 and its like, and the last series before it that has the mended hole, too. */
const SAFE_INGRESS = [4, 12, 1] as const;
const SAFE_INGRESS_BEFORE = [4, 11, 5] as const;

/** Everything that is wrong with the props of a stack. */
export function stackProblems(props: ComputeProviderStackProps, settings: Settings) {
  const rules = new Rules();
  const { version, domain, exporterImage, wallets = [], redis, registry } = props;
  const { ingress, policies, gpu } = settings;
  const isVersion = rules.given('version', version instanceof ProviderVersion, version, 'a ProviderVersion');
  rules.matching('domain', domain, DOMAIN, 'a domain in small letters without a dot in front, as example.com');
  const isIngress = rules.given('ingress', ingress instanceof ProviderIngress, ingress, 'a ProviderIngress');
  const isPolicies = rules.given('policies', policies instanceof TaskPolicies, policies, 'a TaskPolicies');
  rules.given('gpu', gpu instanceof ProviderGpu, gpu, 'a ProviderGpu');
  if (exporterImage !== undefined) image(rules, 'exporterImage', exporterImage);
  networkRules(rules, props, settings);
  if (isIngress) ingressRules(rules, ingress);
  if (isPolicies) policyRules(rules, settings);
  walletRules(rules, wallets);
  if (isVersion) versionRules(rules, version);
  if (redis !== undefined) redisRules(rules, redis, isVersion ? version : undefined);
  if (registry !== undefined) registryRules(rules, registry, isIngress ? ingress : undefined);
  return rules.problems;
}

/** A pool that is not the network that the kubelets were told of gives pods without a way to each other. */
function networkRules(
  rules: Rules,
  { calico = {}, existingCalico }: ComputeProviderStackProps,
  { podSubnet }: Settings,
): void {
  // Of a cluster that is there nothing else is known, and its network works.
  if (network(rules, 'podSubnet', podSubnet) && !existingCalico) podRules(rules, podSubnet);
  const { poolCidr, encapsulation } = calico;
  if (poolCidr !== undefined && poolCidr !== podSubnet) {
    const message = `calico.poolCidr is ${typed(poolCidr)}, and podSubnet of kubeadm is ${quoted(podSubnet)}: they must be one`;
    rules.error('GPULAB2902', message, 'calico.poolCidr', 'leave poolCidr out: it is podSubnet');
  }
  const known: readonly unknown[] = Object.values(CalicoEncapsulation);
  if (encapsulation !== undefined && !known.includes(encapsulation)) {
    const message = `calico.encapsulation ${quoted(encapsulation)} is none of ${known.join(', ')}`;
    rules.error('GPULAB2203', message, 'calico.encapsulation');
  }
}

function network(rules: Rules, key: string, value: unknown): boolean {
  const right = typeof value === 'string' && CIDR.matches(value);
  if (!right)
    rules.error('GPULAB2903', `${key} is ${typed(value)}, which is no network`, key, 'write it as 10.244.0.0/16');
  return right;
}

/** What kubeadm takes where its file says nothing (kubeadm-config.v1beta4, `serviceSubnet`). */
const SERVICES = '10.96.0.0/12';

/** Each node has a part of the network of pods: /24 and /64 (kube-controller-manager, `--node-cidr-mask-size-ipv4` and `-ipv6`). */
const NODE_PREFIX = { ipv4: 24, ipv6: 64 };

/** Networks of nobody on the internet; 198.18.0.0/15 is for measurements (RFC 2544). */
const NOBODYS = [...PRIVATE_V4.filter((one) => one !== '169.254.0.0/16'), '198.18.0.0/15', 'fc00::/7'];

function podRules(rules: Rules, podSubnet: string): void {
  const prefix = Number(podSubnet.split('/')[1]);
  const ofNode = podSubnet.includes(':') ? NODE_PREFIX.ipv6 : NODE_PREFIX.ipv4;
  const wrong = [
    overlap(podSubnet, SERVICES) && `has addresses of services, which kubeadm gives out of ${SERVICES}`,
    prefix > ofNode && `has no room: each node takes a /${ofNode} of it`,
    !NOBODYS.some((one) => one === podSubnet || isInside(podSubnet, one)) && 'belongs to others on the internet',
  ];
  for (const why of wrong) {
    if (why) rules.error('GPULAB2909', `podSubnet ${podSubnet} ${why}`, 'podSubnet', 'take 10.244.0.0/16');
  }
}

/** What newer ones read and need is not known. */
function versionRules(rules: Rules, version: ProviderVersion): void {
  const newest = ProviderVersion.V1_1_5;
  if (version.version === newest.version || !version.isAtLeast(newest.version)) return;
  const message = `version ${version} is newer than ${newest}, the newest known, and is taken to be as that is`;
  rules.problems.push(
    warning('GPULAB2910', message, 'version', 'look at its config.toml, and acknowledge the warning'),
  );
}

function ingressRules(rules: Rules, { namespace, nodePort, _nginx }: ProviderIngress): void {
  rules.label('ingress.namespace', namespace);
  rules.whole('ingress.nodePort', nodePort, LEAST_NODE_PORT, MOST_NODE_PORT);
  const version = _nginx?.version;
  if (version === undefined || !rules.text('ingress.version', version)) return;
  const numbers = /^(\d+)\.(\d+)\.(\d+)$/.exec(version)?.slice(1).map(Number);
  if (!numbers) {
    rules.error(
      'GPULAB2203',
      `ingress.version ${quoted(version)} is no version of the chart, as 4.15.1`,
      'ingress.version',
    );
  } else if (isBefore(numbers, numbers[1] === SAFE_INGRESS_BEFORE[1] ? SAFE_INGRESS_BEFORE : SAFE_INGRESS)) {
    const message = `the admission controller of ingress-nginx chart ${version} runs code of anybody who reaches it (CVE-2025-1974)`;
    rules.problems.push(warning('GPULAB2906', message, 'ingress.version', 'leave version out'));
  }
}

const isBefore = ([a, b, c]: readonly number[], [x, y, z]: readonly number[]): boolean => (a - x || b - y || c - z) < 0;

function policyRules(rules: Rules, { policies, podSubnet }: Settings): void {
  const { _form, _networks } = policies;
  if (_form === 'none') {
    const message = 'tasks of strangers reach each other, the hosts and the network that they are in';
    rules.problems.push(warning('GPULAB2905', message, 'policies', 'take TaskPolicies.isolated()'));
  }
  const key = _form === 'upstream' ? 'policies.hostSubnets' : 'policies.deniedNetworks';
  const networks = rules.list(key, _networks);
  if (_form === 'upstream' && networks.length === 0 && Array.isArray(_networks))
    rules.error('GPULAB2217', `${key} is empty; the networks of the hosts are wanted`, key);
  for (const [index, one] of networks.entries()) {
    network(rules, `${key}[${index}]`, one);
    if (_form !== 'upstream' || !overlap(String(one), podSubnet)) continue;
    const message = `the hosts have ${one} and pods ${podSubnet}, which overlap`;
    rules.error('GPULAB2907', message, `${key}[${index}]`, 'take another podSubnet, as 10.244.0.0/16');
  }
}

function walletRules(rules: Rules, wallets: readonly string[]): void {
  const texts = rules.list('wallets', wallets);
  for (const [index, wallet] of texts.entries()) {
    if (typeof wallet === 'string' && WALLET.test(wallet)) continue;
    rules.problems.push(walletProblem(`wallets[${index}]`, wallet));
  }
  rules.distinct(
    'wallets',
    texts.map((wallet) => String(wallet).toLowerCase()),
  );
}

function image(rules: Rules, key: string, text: string): void {
  rules.matching(key, text, IMAGE, 'a reference to an image, as docker.io/library/redis:7.2.11');
}

function redisRules(rules: Rules, redis: ProviderRedis, version: ProviderVersion | undefined): void {
  if (!rules.object('redis', redis)) return;
  rules.subdomain('redis.authSecret', redis.authSecret);
  rules.subdomain('redis.storageClass', redis.storageClass);
  if (redis.image !== undefined) image(rules, 'redis.image', redis.image);
  if (!version?.isAtLeast('0.5.0')) return;
  const message = `version ${version} keeps its tasks in a file and does not know Redis, which ended with 0.4`;
  rules.error('GPULAB2908', message, 'redis', 'leave redis out');
}

function registryRules(rules: Rules, registry: ProviderClusterRegistry, ingress: ProviderIngress | undefined): void {
  if (!rules.object('registry', registry)) return;
  const { nodePort = REGISTRY_NODE_PORT, size } = registry;
  for (const key of ['tlsSecret', 'htpasswdSecret', 'storageClass'] as const) {
    rules.subdomain(`registry.${key}`, registry[key]);
  }
  if (size !== undefined) rules.quantity('registry.size', size);
  if (registry.image !== undefined) image(rules, 'registry.image', registry.image);
  rules.whole('registry.nodePort', nodePort, LEAST_NODE_PORT, MOST_NODE_PORT);
  if (ingress) rules.distinct('nodePort', [String(ingress.nodePort), String(nodePort)]);
}
