import { CIDR, IP_ADDRESS, isInside, networkOf } from '../../../core/private/addresses';
import { quoted } from '../../../core/rules/problem';
import type { Rules } from '../../../core/rules/rules';
import { HostSecret } from '../../../hosts/host-secret';
import { checkPath } from '../../../hosts/private/names';
import { ComputeProviderStack } from '../../cluster/compute-provider-stack';
import type { ComputeProviderHostsProps } from '../../host/compute-provider-hosts-props';
import type { ProviderHost } from '../../host/provider-host';
import type { RegistryAccess, RegistryTlsOptions } from '../../host/registry-access';
import { ProviderVersion } from '../../provider-version';
import { checkDomain, checkRegistry } from './certificate';
import { checkSettings } from './config-toml';
import { API_PORT, REGISTRY_PORT } from './facts';
import { GUARDED_TCP, NODE_PORTS } from './firewall';

const HIGHEST_PORT = 65_535;

/** The first minor version of Kubernetes without a runtime of its own, which kubeadm v1beta3 is for. */
const OLDEST_MINOR = 24;

/** Versions that can verify who asks for a task (tag v0.4.5 of the project). */
const VERIFIES_SINCE = '0.4.5';

/** All that is wrong with the hosts of a provider. */
export function checkHosts(rules: Rules, props: ComputeProviderHostsProps): void {
  const { stack, settings, certificate, registry, maxBodySize } = props;
  // The others are held against what it says.
  if (!rules.given('stack', stack instanceof ComputeProviderStack, stack, 'a ComputeProviderStack')) return;
  checkMachines(rules, props.hosts, stack.podSubnet);
  checkKubernetes(rules, props);
  if (rules.object('settings', settings)) checkProcess(rules, props);
  if (registry) checkAccess(rules, props, registry);
  else if (props.hosts?.length > 1) {
    rules.error('GPULAB2978', `there are ${props.hosts.length} hosts and no registry`, 'registry');
  }
  if (certificate?._text) {
    checkDomain(rules, 'certificate', certificate._text.certificate, stack.domain);
    checkSecret(rules, 'certificate.key', certificate._text.key);
  }
  if (certificate?._files) {
    checkPath(rules, 'certificate.certificateFile', certificate._files.certificateFile);
    checkPath(rules, 'certificate.keyFile', certificate._files.keyFile);
  }
  if (maxBodySize !== undefined) {
    rules.matching('maxBodySize', maxBodySize, /^\d{1,9}[kmg]?$/i, 'a size as nginx has it, as "512m"');
  }
}

function checkMachines(rules: Rules, hosts: readonly ProviderHost[], podSubnet: string): void {
  const all = rules.list('hosts', hosts);
  if (all.length === 0) rules.error('GPULAB2970', 'hosts is empty: at least one is wanted', 'hosts');
  all.forEach(({ name, address }, index) => {
    rules.label(`hosts[${index}].name`, name);
    checkAddress(rules, `hosts[${index}].address`, address, podSubnet);
  });
  for (const field of ['name', 'address'] as const) {
    const values = all.map((host) => host[field]);
    const twice = values.filter((value, index) => values.indexOf(value) < index);
    for (const value of new Set(twice)) {
      rules.error('GPULAB2970', `two hosts have the ${field} ${quoted(value)}`, 'hosts');
    }
  }
}

/** Networks without a machine that others reach, and what they are (RFC 6890; RFC 4291, 2.4). */
const NO_MACHINES: readonly (readonly [network: string, what: string])[] = [
  ['0.0.0.0/8', 'of no machine'],
  ['127.0.0.0/8', 'of loopback'],
  ['169.254.0.0/16', 'of one link'],
  ['224.0.0.0/3', 'of no single machine'],
  ['::/127', 'of no machine, or of loopback'],
  ['fe80::/10', 'of one link'],
  ['ff00::/8', 'of no single machine'],
];

function checkAddress(rules: Rules, key: string, address: string, podSubnet: string): void {
  if (!rules.text(key, address)) return;
  if (!IP_ADDRESS.matches(address)) {
    rules.error('GPULAB2203', `${key} ${quoted(address)} is not ${IP_ADDRESS.allowed}`, key);
    return;
  }
  const [, what] = NO_MACHINES.find(([network]) => isInside(networkOf(address), network)) ?? [];
  if (what)
    rules.error(
      'GPULAB2203',
      `${key} ${quoted(address)} is an address ${what}`,
      key,
      'give the one that the other hosts dial',
    );
  else if (CIDR.matches(String(podSubnet)) && address.includes(':') !== podSubnet.includes(':')) {
    const message = `${key} ${quoted(address)} is of another family than podSubnet ${podSubnet}`;
    rules.error('GPULAB2203', message, key, 'give both as IPv4, or both as IPv6');
  }
}

function checkKubernetes(rules: Rules, props: ComputeProviderHostsProps): void {
  const { kubernetesVersion, stack, hosts } = props;
  const { podSubnet } = stack;
  if (rules.text('kubernetesVersion', kubernetesVersion)) {
    const [, minor] = /^1\.(\d{1,3})\.\d{1,3}$/.exec(kubernetesVersion) ?? [];
    if (!(Number(minor) >= OLDEST_MINOR)) {
      const message = `kubernetesVersion is ${quoted(kubernetesVersion)}: 1.${OLDEST_MINOR}.0 or newer is wanted, whole`;
      rules.error('GPULAB2980', message, 'kubernetesVersion', 'write it as "1.34.2"');
    }
  }
  for (const { name, address } of rules.list('hosts', hosts)) {
    if (typeof address !== 'string' || !isInside(networkOf(address), podSubnet)) continue;
    rules.error('GPULAB2975', `podSubnet ${podSubnet} holds ${address}, the address of ${name}`, 'podSubnet');
  }
}

function checkProcess(rules: Rules, props: ComputeProviderHostsProps): void {
  const { settings, stack, apiSources } = props;
  const { publicAddress, publicPort, port, nodeName, mcs } = settings;
  if (
    rules.text('settings.publicAddress', publicAddress) &&
    (!IP_ADDRESS.matches(publicAddress) || publicAddress.includes(':'))
  ) {
    const message = `settings.publicAddress ${quoted(publicAddress)} is not an IPv4 address`;
    rules.error('GPULAB2203', message, 'settings.publicAddress');
  }
  if (port !== undefined) rules.whole('settings.port', port, 1, HIGHEST_PORT);
  if (publicPort !== undefined) rules.whole('settings.publicPort', publicPort, 1, HIGHEST_PORT);
  if (nodeName !== undefined) rules.matching('settings.nodeName', nodeName, /^[ -~]+$/, 'printable text on one line');
  // The stack tells of a version that is none.
  if (rules.object('settings.mcs', mcs) && stack.version instanceof ProviderVersion)
    checkSettings(rules, settings, stack.version);
  checkPortRange(rules, props);
  (apiSources === undefined ? [] : rules.list('apiSources', apiSources)).forEach((source, index) => {
    const key = `apiSources[${index}]`;
    if (!rules.text(key, source) || CIDR.matches(source) || IP_ADDRESS.matches(source)) return;
    rules.error('GPULAB2203', `${key} ${quoted(source)} is neither an address nor ${CIDR.allowed}`, key);
  });
}

type Port = readonly [port: string, what: string];

/** What listens on hosts already. */
const taken = ({ settings, stack, registry }: ComputeProviderHostsProps): Port[] => [
  ['22', 'SSH'],
  ['80', 'Nginx'],
  ['443', 'Nginx'],
  [String(settings.port ?? API_PORT), 'the API of the provider'],
  [String(stack.ingressNodePort), 'the ingress controller'],
  ...(registry ? [[String(registry._place.port ?? REGISTRY_PORT), 'the registry'] as const] : []),
  ...GUARDED_TCP.filter(([port]) => port !== NODE_PORTS),
];

/** A task that got such a port would not start, or would stand in the way of what is there. */
function checkPortRange(rules: Rules, props: ComputeProviderHostsProps): void {
  const ranges: unknown = props.settings.api?.portRange;
  if (!Array.isArray(ranges)) return;
  ranges.forEach((range, index) => {
    const [least, most = least] = String(range).split('-').map(Number);
    for (const [port, what] of taken(props)) {
      const [from, to = from] = port.split('-').map(Number);
      if (!(from <= most && least <= to)) continue;
      const key = `settings.api.portRange[${index}]`;
      rules.error(
        'GPULAB2982',
        `${key} ${quoted(range)} has port ${port} of ${what}`,
        key,
        'take ports that nobody has, as 40000-40050',
      );
    }
  });
}

/** May anybody start tasks? */
export const isOpen = ({ stack, settings, apiSources }: ComputeProviderHostsProps): boolean =>
  !(apiSources && apiSources.length > 0) &&
  (!stack.version.isAtLeast(VERIFIES_SINCE) || settings.hub?.verifySign === false);

function checkAccess(rules: Rules, { hosts }: ComputeProviderHostsProps, { _place, _tls }: RegistryAccess): void {
  const host = rules.list('hosts', hosts).find(({ name }) => name === _place.host);
  if (!host) rules.error('GPULAB2970', `there is no host ${quoted(_place.host)} for the registry`, 'registry.host');
  if (_place.directory !== undefined) checkPath(rules, 'registry.directory', _place.directory);
  if (_place.port !== undefined) rules.whole('registry.port', _place.port, 1, HIGHEST_PORT);
  if (_tls) checkTls(rules, _tls, host);
}

function checkTls(
  rules: Rules,
  { certificate, key, ca, users, password }: RegistryTlsOptions,
  host?: ProviderHost,
): void {
  if (host) checkRegistry(rules, { certificate, ca }, host.address);
  checkSecret(rules, 'registry.key', key);
  checkSecret(rules, 'registry.password', password);
  const all = rules.list('registry.users', users);
  if (all.length === 0)
    rules.error('GPULAB2970', 'registry.users is empty: the provider must log in', 'registry.users');
  rules.distinct(
    'registry.users',
    all.map(({ name }) => name),
  );
  all.forEach(({ name, passwordHash }, index) => {
    rules.matching(`registry.users[${index}].name`, name, /^[\w.@-]+$/, 'letters, digits and "._@-"');
    checkSecret(rules, `registry.users[${index}].passwordHash`, passwordHash);
  });
}

function checkSecret(rules: Rules, key: string, value: unknown): void {
  // What is given may be the secret itself, and is not shown.
  if (!(value instanceof HostSecret)) rules.error('GPULAB2217', `${key} is no HostSecret; one is wanted`, key);
}
