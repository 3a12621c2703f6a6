import { X509Certificate } from 'node:crypto';
import { Agent } from 'node:http';
import { connect as connectPlain, isIP, type LookupFunction, type Socket } from 'node:net';
import {
  checkServerIdentity,
  connect as connectTls,
  type DetailedPeerCertificate,
  type SecureContext,
  type TLSSocket,
} from 'node:tls';
import type { Endpoint } from './address';

/** Of a link-local address; no certificate has it. */
const ZONE = /%.*$/;

/** How far a connection came. */
export type Phase = 'connect' | 'handshake' | 'request';

/** What a connection showed, also where it failed. */
export interface Connection {
  phase: Phase;
  protocol?: string;
  cipher?: string;
  server?: X509Certificate;
  /** First end of a certificate in the server's chain, ms since 1970. */
  validUntil?: number;
  resumed: boolean;
  /** The newest session that the server handed out. */
  session?: Buffer;
}

/** How to dial. */
export interface Dial {
  readonly endpoint: Endpoint;
  readonly context?: SecureContext;
  readonly serverName?: string;
  /** A session to take up. */
  readonly session?: Buffer;
  /** For one address of a name that has several. */
  readonly attemptMs: number;
  readonly lookup?: LookupFunction;
}

/**
 * The only way to a node: whoever makes requests with this agent reaches this endpoint and no other, whatever the request, the
 * environment or the node says. One connection at a time, kept for the requests of one probe, nothing shared with another.
 */
export class NodeAgent extends Agent {
  readonly connection: Connection = { phase: 'connect', resumed: false };
  private readonly sockets_ = new Set<Socket>();

  constructor(private readonly dial: Dial) {
    super({ keepAlive: true, maxSockets: 1, maxFreeSockets: 1 });
  }

  /** `10.0.0.7:2376`, for the header Host; what Docker's client says where there is none. */
  get authority(): string {
    const { endpoint } = this.dial;
    if (endpoint.kind === 'unix') return 'docker';
    return `${endpoint.host.includes(':') ? `[${endpoint.host.replace(ZONE, '')}]` : endpoint.host}:${endpoint.port}`;
  }

  override createConnection(): Socket {
    const { endpoint } = this.dial;
    const socket = endpoint.kind === 'tcp' && endpoint.useTls ? this.secure(endpoint) : this.plain();
    this.sockets_.add(socket);
    socket.once('close', () => this.sockets_.delete(socket));
    return socket;
  }

  /** Ends every connection now. */
  override destroy(): void {
    for (const socket of this.sockets_) socket.destroy();
    super.destroy();
  }

  private plain(): Socket {
    const { endpoint } = this.dial;
    const socket = endpoint.kind === 'unix' ? connectPlain(endpoint.path) : connectPlain(this.tcp(endpoint));
    socket.setNoDelay(true);
    return socket.once('connect', () => {
      this.connection.phase = 'request';
    });
  }

  private secure(endpoint: Endpoint & { kind: 'tcp' }): TLSSocket {
    const { context, serverName, session } = this.dial;
    const name = serverName ?? endpoint.host;
    const socket = connectTls({
      ...this.tcp(endpoint),
      secureContext: context,
      session,
      // An address may not be sent as a name (RFC 6066, 3).
      servername: isIP(name) > 0 ? '' : name,
      checkServerIdentity: (_host, certificate) => checkServerIdentity(name.replace(ZONE, ''), certificate),
      // Said, because NODE_TLS_REJECT_UNAUTHORIZED decides where nothing is said.
      rejectUnauthorized: true,
    });
    const { connection } = this;
    socket.once('connect', () => {
      connection.phase = 'handshake';
    });
    // Before Node looks at the verdict: it closes a connection to a wrong server before anybody can see who that was.
    socket.prependListener('secure', () => see(socket, connection));
    socket.on('session', (received: Buffer) => {
      connection.session = received;
    });
    socket.once('secureConnect', () => {
      connection.phase = 'request';
    });
    return socket;
  }

  private tcp({ host, port }: Endpoint & { kind: 'tcp' }) {
    const { attemptMs, lookup } = this.dial;
    // Node gives each of several addresses 250 ms: too little for a slow one.
    return { host, port, lookup, noDelay: true, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: attemptMs };
  }
}

function see(socket: TLSSocket, connection: Connection): void {
  // Not getPeerX509Certificate: in Node 20 it takes the certificate out of the chain, and Node's own look at it finds none.
  const peer = socket.getPeerCertificate(true);
  connection.protocol = socket.getProtocol() ?? undefined;
  connection.cipher = socket.getCipher()?.name;
  connection.resumed = socket.isSessionReused();
  connection.server = peer.raw && new X509Certificate(peer.raw);
  connection.validUntil = connection.resumed ? undefined : firstEnd(peer);
}

/** A session must not outlive any certificate of the chain. */
function firstEnd(leaf: DetailedPeerCertificate): number {
  let first = Number.POSITIVE_INFINITY;
  // The last of the chain is its own issuer.
  for (let link = leaf; link?.valid_to; link = link.issuerCertificate) {
    first = Math.min(first, Date.parse(link.valid_to) || 0);
    if (link.issuerCertificate === link) break;
  }
  return first;
}
