import type { HostSecret } from '../../hosts/host-secret';

/** Table `[API]` of config.toml, but for what follows from the hosts. */
export interface ProviderApiSettings {
  /**
   * URL of a list of wallets whose tasks are taken; from 0.4.6 on.
   * @default - all are
   */
  readonly walletWhiteList?: string;

  /**
   * URL of a list of wallets whose tasks are not taken; from 0.6.0 on.
   * @default - none
   */
  readonly walletBlackList?: string;

  /**
   * Are orders below the own price taken? From 0.7.0 on.
   * @default - the program's default: they are
   */
  readonly pricing?: boolean;

  /**
   * Are unused images deleted? From 1.0.0 on.
   * @default - the program's default: they are not
   */
  readonly autoDeleteImage?: boolean;

  /**
   * Hours after which logs of a finished job are deleted; from 1.0.2 on.
   * @default - the program's default: 24
   */
  readonly clearLogHours?: number;

  /**
   * Ports of tasks with several of them, as "40000-40050" and "40070"; from 1.0.0 on.
   * @default - none
   */
  readonly portRange?: string[];

  /**
   * Part of a GPU that may be busy for another task to be taken, above 0 and at most 1; from 1.1.3 on.
   * @default - the program's default: 1
   */
  readonly gpuUtilizationRejectThreshold?: number;
}

/** Table `[LAG]` of config.toml: before 0.4.0 only. */
export interface ProviderLagSettings {
  /** Token of the orchestrator. */
  readonly accessToken: HostSecret;

  /**
   * URL of the orchestrator.
   * @default "https://api.lagrangedao.org"
   */
  readonly serverUrl?: string;
}

/** Table `[HUB]` of config.toml: from 0.4.0 on. */
export interface ProviderHubSettings {
  /**
   * URL of the orchestrator; before 0.6.2 only.
   * @default "https://orchestrator-api.swanchain.io"
   */
  readonly serverUrl?: string;

  /**
   * Token of the orchestrator; before 1.0.2 only, and needed before 0.6.2.
   * @default - none
   */
  readonly accessToken?: HostSecret;

  /**
   * Wallet of the provider; before 0.5.0 only, and needed there.
   * @default - none
   */
  readonly walletAddress?: string;

  /**
   * Collateral below which the program warns.
   * @default 10
   */
  readonly balanceThreshold?: number;

  /**
   * Address of the orchestrator, whose tasks alone are taken; from 0.4.5 on, and needed from 0.6.5 on.
   * @default - none
   */
  readonly orchestratorPk?: string;

  /**
   * Is the signature of every task verified? From 0.4.5 on.
   * @default true
   */
  readonly verifySign?: boolean;
}

/** Table `[MCS]` of config.toml: storage of Multichain. */
export interface ProviderMcsSettings {
  /** Key of the API. */
  readonly apiKey: HostSecret;

  /** Name of the bucket. */
  readonly bucketName: string;

  /**
   * Network of the storage.
   * @default "polygon.mainnet"
   */
  readonly network?: string;

  /**
   * An older login; before 0.6.0 only.
   * @default - none
   */
  readonly accessToken?: HostSecret;
}

/** Table `[UBI]` of config.toml: from 0.4.0 on. */
export interface ProviderUbiSettings {
  /** Address of the engine, whose tasks alone are taken. */
  readonly ubiEnginePk: string;

  /**
   * Are ZK tasks taken? Before 0.5.0 only.
   * @default true
   */
  readonly ubiTask?: boolean;

  /**
   * URL of the engine; before 0.5.0 only.
   * @default "https://ubi-task.swanchain.io/v1"
   */
  readonly ubiUrl?: string;

  /**
   * Are proofs handed to the sequencer? From 0.6.2 on.
   * @default true
   */
  readonly enableSequencer?: boolean;

  /**
   * Are proofs put on the chain when the sequencer cannot take them? From 0.6.2 on.
   * @default true
   */
  readonly autoChainProof?: boolean;

  /**
   * URL of the sequencer; from 0.6.2 on. The program puts its own in its place.
   * @default "https://sequencer.swanchain.io"
   */
  readonly sequencerUrl?: string;

  /**
   * URL of the edge service; from 0.7.1 on. The program puts its own in its place.
   * @default - none
   */
  readonly edgeUrl?: string;

  /**
   * Is the signature of every ZK task verified? From 1.0.0 on.
   * @default true
   */
  readonly verifySign?: boolean;
}

/** Table `[RPC]` of config.toml: from 0.4.0 on. */
export interface ProviderRpcSettings {
  /**
   * URL of a node of the chain; from 0.6.0 on.
   * @default "https://mainnet-rpc01.swanchain.io"
   */
  readonly swanChain?: string;

  /**
   * URL of a node of the test network; before 0.6.0 only, and needed there.
   * @default - none
   */
  readonly swanTestnet?: string;

  /**
   * URL of a node of the main network; before 0.6.0 only.
   * @default - none
   */
  readonly swanMainnet?: string;
}

/** Table `[CONTRACT]` of config.toml: 0.4.0 to 0.5.x; later ones know the addresses themselves. */
export interface ProviderContractSettings {
  /** Contract of the token. */
  readonly swan: string;

  /** Contract of the collateral. */
  readonly swanCollateral: string;

  /**
   * Contract that providers are registered in; from 0.5.0 on.
   * @default - none
   */
  readonly registerCp?: string;

  /**
   * Contract of the collateral of ZK tasks; from 0.5.0 on.
   * @default - none
   */
  readonly zkCollateral?: string;
}

/**
 * What config.toml of the provider says and does not follow from the hosts. Which keys there are, and which are needed, goes by the
 * version.
 */
export interface ProviderSettings {
  /** IPv4 address that others reach the provider at: `MultiAddress`. */
  readonly publicAddress: string;

  /**
   * Port that others reach its API at, where a router maps it.
   * @default - port
   */
  readonly publicPort?: number;

  /**
   * Port of its API on the host.
   * @default 8085
   */
  readonly port?: number;

  /**
   * Name that it is shown by.
   * @default - name of the host
   */
  readonly nodeName?: string;

  /**
   * Table `[API]`.
   * @default - what follows from the hosts
   */
  readonly api?: ProviderApiSettings;

  /**
   * Table `[LAG]`.
   * @default - none; needed before 0.4.0
   */
  readonly lag?: ProviderLagSettings;

  /**
   * Table `[HUB]`.
   * @default - none; needed from 0.4.0 on
   */
  readonly hub?: ProviderHubSettings;

  /** Table `[MCS]`. */
  readonly mcs: ProviderMcsSettings;

  /**
   * Table `[UBI]`.
   * @default - none; needed from 0.4.0 on
   */
  readonly ubi?: ProviderUbiSettings;

  /**
   * Table `[RPC]`.
   * @default - that of the main network; needed before 0.6.0
   */
  readonly rpc?: ProviderRpcSettings;

  /**
   * Table `[CONTRACT]`.
   * @default - none; needed from 0.4.0 to 0.5.x
   */
  readonly contract?: ProviderContractSettings;

  /**
   * Password of Redis, before 0.5.0 only and needed there: Redis runs beside the provider, for it alone.
   * @default - none
   */
  readonly redisPassword?: HostSecret;
}
