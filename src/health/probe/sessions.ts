import type { X509Certificate } from 'node:crypto';

/** A TLS session, and what was verified when it began. */
export interface KeptSession {
  /** As TLS gave it. */
  readonly session: Buffer;
  /** The server's certificate that the full handshake verified. */
  readonly server: X509Certificate;
  /** First end of a certificate in the verified chain, ms since 1970. */
  readonly validUntil: number;
  /** Last full handshake, ms since 1970. */
  readonly verifiedAt: number;
}

/** After so long a chain is verified anew, however well the session is. */
const FULL_HANDSHAKE_MS = 10 * 60 * 1000;

/**
 * Sessions between sweeps: taking one up costs less than a full handshake, for both sides.
 *
 * A resumed handshake shows no certificate. Who can take part in it holds the keys of the session, and so is who showed the
 * certificate of the full handshake, which is kept with it. What may have changed since is looked at here: the dates of every
 * certificate of the chain. dockerd keeps the keys of its sessions in memory, so that a restart (the only way to give it other
 * certificates) ends them. Other material, another address or server name is another key. After ten minutes, spread so that not
 * all nodes are due at once, and after any failure, the handshake is a full one.
 */
export class SessionCache {
  private readonly sessions = new Map<string, KeptSession>();
  private readonly fullHandshakeMs: number;

  constructor(options: { readonly fullHandshakeMs?: number } = {}) {
    this.fullHandshakeMs = options.fullHandshakeMs ?? FULL_HANDSHAKE_MS;
  }

  get size(): number {
    return this.sessions.size;
  }

  /** The session to take up now, if one may be. */
  offer(key: string, now: number): KeptSession | undefined {
    const kept = this.sessions.get(key);
    if (!kept) return undefined;
    // A clock that was set back makes every date doubtful.
    const fresh = now >= kept.verifiedAt && now < kept.verifiedAt + this.fullHandshakeMs * spread(key);
    if (fresh && now < kept.validUntil) return kept;
    this.sessions.delete(key);
    return undefined;
  }

  keep(key: string, session: KeptSession): void {
    this.sessions.set(key, session);
  }

  drop(key: string): void {
    this.sessions.delete(key);
  }

  /** Drops what has not been verified for two spans: nodes that are gone. */
  prune(now: number): void {
    for (const [key, { verifiedAt }] of this.sessions) {
      if (now > verifiedAt + 2 * this.fullHandshakeMs) this.sessions.delete(key);
    }
  }
}

/** From 0.75 to 1.25, always the same for one key. */
function spread(key: string): number {
  let hash = 0;
  for (let i = 0; i < key.length; i++) hash = (hash * 31 + key.charCodeAt(i)) | 0;
  return 0.75 + ((hash >>> 0) % 1000) / 2000;
}
