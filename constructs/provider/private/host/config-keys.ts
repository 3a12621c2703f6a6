import type { TomlValue } from '../../../hosts/private/toml';
import type { ProviderSettings } from '../../host/provider-settings';
import { CP_PATH, type HostFacts, REDIS_URL } from './facts';

/** From a version on, and before another one. */
export interface Span {
  readonly since?: string;
  readonly before?: string;
}

/** What a setting must look like. */
export type Form = 'text' | 'url' | 'address' | 'secret' | 'boolean' | 'amount' | 'hours' | 'part' | 'ports';

/** A key of config.toml. */
export interface ConfigKey extends Span {
  readonly table: string;
  readonly key: string;

  /** Versions whose program ends without it; none where it is not given. */
  readonly needed?: Span;

  /** Where the user says it, as `hub.verifySign`; nowhere where it follows from the hosts. */
  readonly prop?: string;
  readonly form?: Form;
  readonly given?: (settings: ProviderSettings) => TomlValue;

  /** How what the user says is written, where it is not written as it is. */
  readonly written?: (value: TomlValue) => TomlValue;

  /** What is written where the user says nothing. */
  readonly otherwise?: (facts: HostFacts) => TomlValue;
}

const ALWAYS: Span = {};

/**
 * Every key, and the versions that have and need it. Source: conf/config.go of the project, at each of its tags from v0.3.0 to v1.1.5
 * (keys of structs; `requiredFieldsAreGiven`). Addresses of contracts are the program's own from 0.6.0 on.
 */
export const CONFIG_KEYS: readonly ConfigKey[] = [
  // A port that is left out is 0 to the program: a port by chance.
  { table: 'API', key: 'Port', otherwise: ({ apiPort }) => apiPort },
  {
    table: 'API',
    key: 'MultiAddress',
    needed: ALWAYS,
    otherwise: ({ settings, apiPort }) => `/ip4/${settings.publicAddress}/tcp/${settings.publicPort ?? apiPort}`,
  },
  // With a dot in front: one place of the program joins names without one.
  { table: 'API', key: 'Domain', needed: ALWAYS, otherwise: ({ domain }) => `.${domain}` },
  { table: 'API', key: 'NodeName', otherwise: ({ settings, first }) => settings.nodeName ?? first.name },
  { table: 'API', key: 'RedisUrl', before: '0.5.0', needed: ALWAYS, otherwise: () => REDIS_URL },
  {
    table: 'API',
    key: 'RedisPassword',
    before: '0.5.0',
    needed: ALWAYS, // by us: Redis asks for it
    prop: 'redisPassword',
    form: 'secret',
    given: ({ redisPassword }) => redisPassword,
  },
  api('WalletWhiteList', '0.4.6', 'walletWhiteList', 'url'),
  api('WalletBlackList', '0.6.0', 'walletBlackList', 'url'),
  { ...api('Pricing', '0.7.0', 'pricing', 'boolean'), before: '0.7.1' },
  // A text from then on, which 1.0.0 and later take as they take true and false.
  { ...api('Pricing', '0.7.1', 'pricing', 'boolean'), written: String },
  api('AutoDeleteImage', '1.0.0', 'autoDeleteImage', 'boolean'),
  api('ClearLogDuration', '1.0.2', 'clearLogHours', 'hours'),
  api('PortRange', '1.0.0', 'portRange', 'ports'),
  api('GpuUtilizationRejectThreshold', '1.1.3', 'gpuUtilizationRejectThreshold', 'part'),

  { table: 'LOG', key: 'CrtFile', needed: ALWAYS, otherwise: () => `${CP_PATH}/tls/fullchain.pem` },
  { table: 'LOG', key: 'KeyFile', needed: ALWAYS, otherwise: () => `${CP_PATH}/tls/privkey.pem` },

  {
    ...lag('ServerUrl', 'serverUrl', 'url'),
    otherwise: () => 'https://api.lagrangedao.org',
  },
  lag('AccessToken', 'accessToken', 'secret'),

  {
    ...hub('ServerUrl', 'serverUrl', 'url', { before: '0.6.2' }),
    needed: ALWAYS,
    otherwise: () => 'https://orchestrator-api.swanchain.io',
  },
  { ...hub('AccessToken', 'accessToken', 'secret', { before: '1.0.2' }), needed: { before: '0.6.2' } },
  { ...hub('WalletAddress', 'walletAddress', 'address', { before: '0.5.0' }), needed: ALWAYS },
  {
    ...hub('BalanceThreshold', 'balanceThreshold', 'amount', {}),
    needed: { since: '0.6.5' },
    otherwise: () => 10,
  },
  { ...hub('OrchestratorPk', 'orchestratorPk', 'address', { since: '0.4.5' }), needed: { since: '0.6.5' } },
  {
    ...hub('VerifySign', 'verifySign', 'boolean', { since: '0.4.5' }),
    needed: { since: '0.6.5' },
    otherwise: () => true,
  },

  mcs('ApiKey', 'apiKey', 'secret', {}),
  mcs('BucketName', 'bucketName', 'text', {}),
  { ...mcs('Network', 'network', 'text', {}), otherwise: () => 'polygon.mainnet' },
  { ...mcs('AccessToken', 'accessToken', 'secret', { before: '0.6.0' }), needed: undefined },
  {
    table: 'MCS',
    key: 'FileCachePath',
    before: '0.5.0',
    needed: ALWAYS,
    otherwise: () => '/var/cache/computing-provider',
  },

  { ...ubi('UbiEnginePk', 'ubiEnginePk', 'address', {}), needed: ALWAYS },
  { ...ubi('UbiTask', 'ubiTask', 'boolean', { before: '0.5.0' }), needed: ALWAYS, otherwise: () => true },
  {
    ...ubi('UbiUrl', 'ubiUrl', 'url', { before: '0.5.0' }),
    needed: ALWAYS,
    otherwise: () => 'https://ubi-task.swanchain.io/v1',
  },
  {
    ...ubi('EnableSequencer', 'enableSequencer', 'boolean', { since: '0.6.2' }),
    needed: ALWAYS,
    otherwise: () => true,
  },
  { ...ubi('AutoChainProof', 'autoChainProof', 'boolean', { since: '0.6.2' }), needed: ALWAYS, otherwise: () => true },
  {
    ...ubi('SequencerUrl', 'sequencerUrl', 'url', { since: '0.6.2' }),
    needed: ALWAYS,
    otherwise: () => 'https://sequencer.swanchain.io',
  },
  ubi('EdgeUrl', 'edgeUrl', 'url', { since: '0.7.1' }),
  { ...ubi('VerifySign', 'verifySign', 'boolean', { since: '1.0.0' }), otherwise: () => true },

  // The table is needed; an empty address means that images stay on this host.
  { table: 'Registry', key: 'ServerAddress', needed: ALWAYS, otherwise: ({ registry }) => registry?.address ?? '' },
  { table: 'Registry', key: 'UserName', otherwise: ({ registry }) => registry?.access._tls?.users[0]?.name },
  { table: 'Registry', key: 'Password', otherwise: ({ registry }) => registry?.access._tls?.password },

  {
    ...rpc('SWAN_CHAIN_RPC', 'swanChain', { since: '0.6.0' }),
    needed: ALWAYS,
    otherwise: () => 'https://mainnet-rpc01.swanchain.io',
  },
  { ...rpc('SWAN_TESTNET', 'swanTestnet', { since: '0.4.0', before: '0.6.0' }), needed: ALWAYS },
  rpc('SWAN_MAINNET', 'swanMainnet', { since: '0.4.0', before: '0.6.0' }),

  { ...contract('SWAN_CONTRACT', 'swan', '0.4.0'), needed: ALWAYS },
  { ...contract('SWAN_COLLATERAL_CONTRACT', 'swanCollateral', '0.4.0'), needed: ALWAYS },
  contract('REGISTER_CP_CONTRACT', 'registerCp', '0.5.0'),
  contract('ZK_COLLATERAL_CONTRACT', 'zkCollateral', '0.5.0'),
];

function api(key: string, since: string, name: keyof NonNullable<ProviderSettings['api']>, form: Form): ConfigKey {
  return { table: 'API', key, since, prop: `api.${name}`, form, given: (settings) => settings.api?.[name] };
}

function lag(key: string, name: keyof NonNullable<ProviderSettings['lag']>, form: Form): ConfigKey {
  const given = (settings: ProviderSettings) => settings.lag?.[name];
  return { table: 'LAG', key, before: '0.4.0', needed: ALWAYS, prop: `lag.${name}`, form, given };
}

function hub(key: string, name: keyof NonNullable<ProviderSettings['hub']>, form: Form, span: Span): ConfigKey {
  return { table: 'HUB', key, since: '0.4.0', ...span, prop: `hub.${name}`, form, given: ({ hub }) => hub?.[name] };
}

function mcs(key: string, name: keyof ProviderSettings['mcs'], form: Form, span: Span): ConfigKey {
  return { table: 'MCS', key, ...span, needed: ALWAYS, prop: `mcs.${name}`, form, given: ({ mcs }) => mcs?.[name] };
}

function ubi(key: string, name: keyof NonNullable<ProviderSettings['ubi']>, form: Form, span: Span): ConfigKey {
  return { table: 'UBI', key, since: '0.4.0', ...span, prop: `ubi.${name}`, form, given: ({ ubi }) => ubi?.[name] };
}

function rpc(key: string, name: keyof NonNullable<ProviderSettings['rpc']>, span: Span): ConfigKey {
  return { table: 'RPC', key, ...span, prop: `rpc.${name}`, form: 'url', given: ({ rpc }) => rpc?.[name] };
}

function contract(key: string, name: keyof NonNullable<ProviderSettings['contract']>, since: string): ConfigKey {
  const given = (settings: ProviderSettings) => settings.contract?.[name];
  return { table: 'CONTRACT', key, since, before: '0.6.0', prop: `contract.${name}`, form: 'address', given };
}
