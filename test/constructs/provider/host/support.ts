import { LabApp } from '../../../../constructs/app';
import { HostSecret } from '../../../../constructs/hosts';
import {
  ComputeProviderHosts,
  type ComputeProviderHostsProps,
  ComputeProviderStack,
  type ComputeProviderStackProps,
  type ProviderSettings,
  ProviderVersion,
} from '../../../../constructs/provider';
import { Authority, type Pair } from '../../../src/health/support/certificates';
import { outputOf } from '../../hosts/support';

export const V0_3_0 = ProviderVersion.V0_3_0;

export const OLD: ProviderSettings = {
  publicAddress: '203.0.113.7',
  redisPassword: HostSecret.fromEnv('REDIS_PASSWORD'),
  lag: { accessToken: HostSecret.fromEnv('LAG_ACCESS_TOKEN') },
  mcs: { apiKey: HostSecret.fromFile('secrets/mcs'), bucketName: 'lab' },
};

export const NEW: ProviderSettings = {
  publicAddress: '203.0.113.7',
  hub: { orchestratorPk: '0xd875bD44158208fD0FDD46729Aab6709f62C7821' },
  ubi: { ubiEnginePk: '0x594A4c5cF8e98E1aA5e9266F913dC74a24Eae0e9' },
  mcs: { apiKey: HostSecret.fromFile('secrets/mcs'), bucketName: 'lab' },
};

/** A registry's certificates, for 10.0.0.2. */
export interface Pki {
  readonly ca: string;
  readonly server: Pair;
}

export async function pki(address = '10.0.0.2'): Promise<Pki> {
  const authority = await Authority.create('registry CA');
  return { ca: authority.cert, server: await authority.server({ name: 'registry', names: [address] }) };
}

type Props = Partial<ComputeProviderHostsProps>;

export const ONE = [{ name: 'provider-1', address: '10.0.0.1' }];
export const THREE = [...ONE, { name: 'gpu-1', address: '10.0.0.2' }, { name: 'gpu-2', address: '10.0.0.3' }];

export function hosts(props: Props = {}, stackProps: Partial<ComputeProviderStackProps> = {}) {
  const app = new LabApp();
  const version = stackProps.version ?? V0_3_0;
  const stack = new ComputeProviderStack(app, 'stack', { version, domain: 'example.com', ...stackProps });
  const made = new ComputeProviderHosts(app, 'hosts', {
    stack,
    hosts: ONE,
    kubernetesVersion: '1.28.15',
    settings: version.isAtLeast?.('0.4.0') ? NEW : OLD,
    apiSources: ['198.51.100.0/24'],
    ...props,
  });
  return { app, stack, hosts: made };
}

/** What is wrong with the hosts, as `LEVEL CODE key: message`. */
export const told = (props: Props, stackProps: Partial<ComputeProviderStackProps> = {}): string[] =>
  hosts(props, stackProps)
    .app.check()
    .filter(({ path }) => path?.startsWith('hosts'))
    .map(({ level, code, key, message }) => `${level} ${code} ${key}: ${message}`);

/** Texts of a host by path, `host.json` as "host.json". */
export function filesOf(props: Props = {}, stackProps: Partial<ComputeProviderStackProps> = {}, host = 'provider-1') {
  const all = outputOf(hosts(props, stackProps).app);
  const prefix = `hosts/${host}/`;
  const own = Object.entries(all).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, text]) => [name.slice(prefix.length).replace(/^files/, ''), text]));
}
