import type { Reason } from './reasons';
import type { Secret } from './secret';

/**
 * What is known of a node (facts: compute-nodes.md 3).
 *
 * - `connected`: a probe ran, and the Docker API answered as it should.
 * - `failed`: a probe ran, and something is wrong with the node, the way to it, or the material to reach it.
 * - `unknown`: no probe could be run, or none has run yet. Says nothing about the node.
 */
export type NodeState = 'connected' | 'failed' | 'unknown';

/** A Docker endpoint to look at. */
export interface NodeTarget {
  /** Tells nodes apart, also when one is renamed. */
  readonly id: string;
  readonly name: string;
  /**
   * `tcp://host:port`, `https://host:port`, `http://host:port`, `host:port` or `unix:///path` (facts: compute-nodes.md 5.2).
   * @default - the node has no Docker endpoint: unknown, not-configured
   */
  readonly address?: string;
  readonly useTls: boolean;
  /**
   * Name in the server's certificate, where it is not that of the address.
   * @default - the host of the address
   */
  readonly serverName?: string;
  /** Authority that signed the server's certificate, PEM. */
  readonly ca?: Secret;
  /** Client certificate, PEM. */
  readonly cert?: Secret;
  /** Key of the client certificate, PEM, not encrypted. */
  readonly key?: Secret;
}

/** A certificate, in what one wants to know of it. */
export interface CertificateFacts {
  /** As `CN=gpu-07,O=lab`. */
  readonly subject: string;
  readonly issuer: string;
  /** Names and addresses that it is valid for, as `DNS:gpu-07, IP Address:10.0.0.7`. Empty where it has none. */
  readonly names: string;
  /** SHA-256 of the certificate, as `AA:BB:...`. */
  readonly fingerprint: string;
  /** ISO 8601, UTC. */
  readonly validTo: string;
  /** Whole days until `validTo`, rounded down; below zero when it is past. */
  readonly daysLeft: number;
}

/** What the TLS handshake showed. */
export interface TlsFacts {
  /** `TLSv1.3`, `TLSv1.2`. */
  readonly protocol?: string;
  readonly cipher?: string;
  /** The daemon's certificate. */
  readonly server?: CertificateFacts;
  /** Ours. */
  readonly client?: CertificateFacts;
  /** Was an earlier session taken up, without a full handshake? */
  readonly resumed: boolean;
  /**
   * Does the daemon refuse a client without certificate?
   * @default - not audited
   */
  readonly verifiesClients?: boolean;
}

/** What the daemon says of itself (`/_ping`, `/version`, `/info`; facts: compute-nodes.md 6). Absent is what it did not say. */
export interface DockerFacts {
  readonly apiVersion: string;
  readonly minApiVersion?: string;
  readonly version?: string;
  readonly os?: string;
  readonly arch?: string;
  readonly kernelVersion?: string;
  /** Identity of the daemon. */
  readonly id?: string;
  /** Host name that the daemon sees. */
  readonly name?: string;
  readonly operatingSystem?: string;
  readonly cpus?: number;
  readonly memoryBytes?: number;
  readonly storageDriver?: string;
  readonly cgroupVersion?: string;
  readonly containersRunning?: number;
  readonly runtimes: readonly string[];
  readonly defaultRuntime?: string;
  /** Is there a runtime `nvidia`, or is it the default? */
  readonly nvidiaRuntime: boolean;
  /** Devices by the Container Device Interface, as `nvidia.com/gpu=0` (API 1.50 and newer). */
  readonly cdiDevices: readonly string[];
}

/** One answer about one node. Everything in it may be shown, logged and stored: there is no secret in it. */
export interface ProbeResult {
  readonly state: NodeState;
  readonly reason: Reason;
  /** One line for a person: what was met, with names and dates of the case at hand. */
  readonly detail: string;
  readonly elapsedMs: number;
  /** Absent without TLS, or where it did not come to a handshake. */
  readonly tls?: TlsFacts;
  /** Absent unless connected. */
  readonly docker?: DockerFacts;
  /** What is not well, but did not stop the probe. */
  readonly warnings: readonly string[];
}

/** How a probe is run. */
export interface ProbeOptions {
  /** For everything together, from the first look-up of a name to the last byte. */
  readonly deadlineMs: number;
  /** Ends the probe: unknown, aborted. */
  readonly signal?: AbortSignal;
  /**
   * Also ask without client certificate; a daemon that answers lets anybody be root.
   * @default false
   */
  readonly audit?: boolean;
}

/** Looks at one node. Never rejects, and settles within the deadline. */
export type Probe = (target: NodeTarget, options: ProbeOptions) => Promise<ProbeResult>;
