/** What is known of a part. */
export type PartState = 'ok' | 'failed' | 'unknown';

/** Why a part is in its state: what is met, as a word for programs. */
export type PartReason =
  | 'answers'
  | 'not-asked'
  | 'no-tool'
  | 'no-address'
  | 'refused'
  | 'timeout'
  | 'connection'
  | 'untrusted'
  | 'wrong-name'
  | 'expired'
  | 'bad-answer'
  | 'login-refused'
  | 'no-pods'
  | 'no-gpus';

/** A part of a provider, as it was found. */
export interface PartAnswer {
  readonly name: string;
  readonly state: PartState;
  readonly reason: PartReason;

  /** What was met, for a person. */
  readonly detail: string;

  /** What is not quite well although the part works. */
  readonly warnings: readonly string[];
}

/** Ends the look at a part. */
export class PartFailure extends Error {
  constructor(
    readonly reason: PartReason,
    detail: string,
    readonly state: PartState = 'failed',
  ) {
    super(detail);
  }
}

/** What a look at a part that works has to tell. */
export interface Told {
  readonly detail: string;
  readonly warnings?: readonly string[];
}

/** What is asked, and of whom. Secrets come from the environment: arguments of a process can be read by everybody. */
export interface Targets {
  readonly domain: string;

  /** Where names below the domain are dialled; by default where they lead. */
  readonly address?: string;

  /** URL of the ingress controller at a port of a node. */
  readonly ingress?: string;

  /** URL of the API of the provider. */
  readonly api: string;
  readonly registry?: string;
  readonly registryUser?: string;
  readonly registryPassword?: string;

  /** HOST:PORT. */
  readonly redis?: string;
  readonly redisPassword?: string;
  readonly kubeconfig?: string;

  /** Authorities to trust besides those of Node, PEM. */
  readonly ca?: string;
  readonly registryCa?: string;

  /** Time for each request. */
  readonly deadlineMs: number;
}
