import type { HostFiles } from '../../../hosts/host-files';
import { unitCommand, unitFile, unitText } from '../../../hosts/private/systemd';
import type { ProviderHost } from '../../host/provider-host';
import type { HostFacts } from './facts';

const RULES = '/etc/gpulab/firewall.nft';
const UNIT = 'gpulab-firewall.service';

/** Unless the API server is told others. Tasks may have those of them that nobody has. */
export const NODE_PORTS = '30000-32767';

/**
 * Ports of hosts that only hosts and pods may reach, and what is behind them (facts: compute-provider.md 1; docs of Calico, "System
 * requirements"). What is not in the list is not touched: SSH stays as it is.
 */
export const GUARDED_TCP: readonly (readonly [port: string, what: string])[] = [
  ['179', 'BGP of Calico'],
  ['2375-2376', 'Docker'],
  ['2379-2380', 'etcd'],
  ['5473', 'Typha of Calico'],
  ['6379', 'Redis'],
  ['6443', 'API server of Kubernetes'],
  ['10250', 'kubelet'],
  ['10257', 'controller manager'],
  ['10259', 'scheduler'],
  [NODE_PORTS, 'ports of nodes'],
];
const GUARDED_UDP: readonly (readonly [port: string, what: string])[] = [['4789', 'VXLAN of Calico']];

/** A table of its own, before kube-proxy puts other addresses in place of ports of nodes. */
export function addFirewall(files: HostFiles, host: ProviderHost, facts: HostFacts): void {
  files.addPackages('nftables');
  files.addDirectory({ path: '/etc/gpulab' });
  files.addFile({
    path: RULES,
    text: firewallRules(host, facts),
    validate: ['nft', '--check', '--file', '%'],
    restart: [UNIT],
  });
  files.addFile({ path: `/etc/systemd/system/${UNIT}`, text: firewallUnit(), restart: [UNIT] });
  files.addUnit({ name: UNIT });
}

const firewallUnit = (): string =>
  unitFile([
    [
      'Unit',
      [
        ['Description', unitText('Ports that only hosts of the cluster reach')],
        // As Debian's nftables.service, and behind it, as it may begin with nothing: before any network, and so before what units wait for.
        ['DefaultDependencies', 'no'],
        ['Wants', 'network-pre.target'],
        ['After', 'local-fs.target nftables.service'],
        ['Before', 'network-pre.target shutdown.target'],
        // A restart or reload of it flushes every table, ours too.
        ['PartOf', 'nftables.service'],
        ['ReloadPropagatedFrom', 'nftables.service'],
        ['Conflicts', 'shutdown.target'],
      ],
    ],
    [
      'Service',
      [
        ['Type', 'oneshot'],
        ['RemainAfterExit', 'yes'],
        ['ExecStart', unitCommand(['/usr/sbin/nft', '--file', RULES])],
        ['ExecReload', unitCommand(['/usr/sbin/nft', '--file', RULES])],
      ],
    ],
    ['Install', [['WantedBy', 'sysinit.target']]],
  ]);

function firewallRules(host: ProviderHost, facts: HostFacts): string {
  const { hosts, first, podSubnet, apiSources, apiPort, registry } = facts;
  const inside = [...hosts.map(({ address }) => address), podSubnet];
  const registryPort = registry?.host === host ? [String(registry.port)] : [];
  const api = host === first && apiSources.length > 0;
  return `${[
    'table inet gpulab_provider',
    'delete table inet gpulab_provider',
    'table inet gpulab_provider {',
    ...setOf('inside4', 'ipv4_addr', inside.filter(isIpv4)),
    ...setOf(
      'inside6',
      'ipv6_addr',
      inside.filter((one) => !isIpv4(one)),
    ),
    ...(api ? setOf('api4', 'ipv4_addr', apiSources.filter(isIpv4)) : []),
    ...(api
      ? setOf(
          'api6',
          'ipv6_addr',
          apiSources.filter((one) => !isIpv4(one)),
        )
      : []),
    '  chain incoming {',
    '    type filter hook prerouting priority mangle; policy accept;',
    '    ct state established,related accept',
    '    fib daddr type != local accept',
    '    iif lo accept',
    '    ip saddr @inside4 accept',
    '    ip6 saddr @inside6 accept',
    ...(api
      ? [`    tcp dport ${apiPort} ip saddr @api4 accept`, `    tcp dport ${apiPort} ip6 saddr @api6 accept`]
      : []),
    `    tcp dport { ${[...GUARDED_TCP.map(([port]) => port), ...registryPort, ...(api ? [apiPort] : [])].join(', ')} } drop`,
    `    udp dport { ${[...GUARDED_UDP.map(([port]) => port), NODE_PORTS].join(', ')} } drop`,
    '  }',
    '}',
  ].join('\n')}\n`;
}

const isIpv4 = (address: string): boolean => !address.includes(':');

const setOf = (name: string, type: string, elements: readonly string[]): string[] => [
  `  set ${name} {`,
  `    type ${type}`,
  '    flags interval',
  '    auto-merge',
  ...(elements.length > 0 ? [`    elements = { ${elements.join(', ')} }`] : []),
  '  }',
];
