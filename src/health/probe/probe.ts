import type { LookupFunction } from 'node:net';
import { type Reason, stateOf } from '../reasons';
import type { DockerFacts, NodeTarget, Probe, ProbeOptions, ProbeResult, TlsFacts } from '../types';
import { type Endpoint, endpointOf } from './address';
import { certificateFacts, endWarning } from './certificate';
import { type Circumstances, failureOf } from './classify';
import { type Connection, type Dial, NodeAgent } from './connection';
import { Deadline } from './deadline';
import { apiVersionOf, dockerFacts, dockerWarnings, objectOf, QUESTIONS } from './docker-answers';
import { get } from './exchange';
import { ProbeFailure } from './failure';
import { clientProblem, type Material, materialOf, materialWarnings } from './material';
import type { KeptSession, SessionCache } from './sessions';
import { shownAddress } from './shown';

/** What a probe may be given besides. */
export interface ProbeTools {
  /**
   * Sessions of earlier probes.
   * @default - every probe makes a full handshake
   */
  readonly sessions?: SessionCache;
  /**
   * Looks up names.
   * @default - the system's resolver
   */
  readonly lookup?: LookupFunction;
}

/** A probe with tools of its own. */
export const createProbe =
  (tools: ProbeTools = {}): Probe =>
  async (target, options) => {
    const attempt = new Attempt(target, options, tools);
    try {
      return await attempt.run();
    } catch (error) {
      return attempt.failed(error);
    } finally {
      attempt.end();
    }
  };

/** Looks at one node: every handshake a full one. */
export const probe: Probe = createProbe();

/** One look at one node. */
class Attempt {
  private readonly started = performance.now();
  private readonly now = Date.now();
  private readonly deadline: Deadline;
  private readonly agents: NodeAgent[] = [];
  private endpoint?: Endpoint;
  private material?: Material;
  /** Of the last dial with our certificate. */
  private connection: Connection = { phase: 'connect', resumed: false };
  private warnings: string[] = [];

  constructor(
    private readonly target: NodeTarget,
    private readonly options: ProbeOptions,
    private readonly tools: ProbeTools,
  ) {
    this.deadline = new Deadline(options.deadlineMs, options.signal);
  }

  async run(): Promise<ProbeResult> {
    const { target } = this;
    this.deadline.check();
    // Before any packet: what is missing or wrong with us needs no network to be seen.
    if (!target.address?.trim()) throw new ProbeFailure('not-configured', 'the node has no Docker address');
    this.endpoint = endpointOf(target.address.trim(), target.useTls);
    if (this.endpoint.kind === 'tcp' && this.endpoint.useTls) {
      this.material = materialOf(target);
      this.warnings = materialWarnings(this.material, this.now);
    }
    const { facts, warnings } = await this.deadline.race(this.ask());
    this.warnings.push(...warnings);
    const verifiesClients = this.options.audit ? await this.audit() : undefined;
    return this.result('ok', `Docker ${facts.version ?? 'of unknown version'}, API ${facts.apiVersion}`, {
      docker: facts,
      verifiesClients,
    });
  }

  /** A failure as an answer. */
  failed(error: unknown): ProbeResult {
    const { reason, detail } = this.deadline.failure(this.phaseWords()) ?? failureOf(error, this.circumstances());
    const problem = this.material && clientProblem(this.material, this.now);
    if (problem && !detail.includes(problem)) this.warnings.push(problem);
    return this.result(reason, detail, {});
  }

  end(): void {
    this.deadline.end();
    for (const agent of this.agents) agent.destroy();
  }

  private async ask() {
    const { sessions } = this.tools;
    const key = this.sessionKey();
    if (!sessions || key === undefined) return this.conversation();
    const kept = sessions.offer(key, this.now);
    if (kept) {
      try {
        return this.keep(key, await this.conversation(kept), kept);
      } catch {
        // A session says nothing about the certificates of today: the reason is that of a full handshake.
        sessions.drop(key);
        this.deadline.check();
      }
    }
    return this.keep(key, await this.conversation(), undefined);
  }

  /** Keeps the newest session, with what the last full handshake verified. */
  private keep<T>(key: string, answer: T, kept: KeptSession | undefined): T {
    const { connection, now } = this;
    const { resumed, server, session = kept?.session, validUntil } = connection;
    if (!session) return answer;
    if (resumed && kept) this.tools.sessions?.keep(key, { ...kept, session });
    else if (server && validUntil !== undefined) {
      this.tools.sessions?.keep(key, { session, server, validUntil, verifiedAt: now });
    }
    return answer;
  }

  /** Sessions are of one material, at one address, under one name. */
  private sessionKey(): string | undefined {
    const { endpoint, material, target } = this;
    if (!this.tools.sessions || !material || endpoint?.kind !== 'tcp') return undefined;
    return `${endpoint.host}:${endpoint.port} ${target.serverName ?? ''} ${material.digest}`;
  }

  private async conversation(kept?: KeptSession) {
    const agent = this.agent({ context: this.material?.context, session: kept?.session });
    this.connection = agent.connection;
    const apiVersion = apiVersionOf(await get(agent, QUESTIONS.ping));
    if (agent.connection.resumed) agent.connection.server = kept?.server;
    const version = objectOf(QUESTIONS.version, await get(agent, QUESTIONS.version));
    const info = objectOf(QUESTIONS.info, await get(agent, QUESTIONS.info));
    const facts = dockerFacts(apiVersion, version, info);
    return { facts, warnings: [...this.endpointWarnings(), ...dockerWarnings(facts, info)] };
  }

  private endpointWarnings(): string[] {
    const { connection, endpoint, material, now } = this;
    if (endpoint?.kind === 'tcp' && !endpoint.useTls) return ['without TLS: whoever reaches the port is root there'];
    const problem = material && clientProblem(material, now);
    return [
      (connection.server && endWarning("the daemon's certificate", connection.server, now)) ?? [],
      problem ? `${problem}, and the daemon took it: does it verify clients?` : [],
    ].flat();
  }

  /** Does the daemon refuse a client without certificate? A failure other than a refusal leaves it open. */
  private async audit(): Promise<boolean | undefined> {
    if (!this.material) return undefined;
    const agent = this.agent({ context: this.material.anonymous() });
    try {
      const { status } = await this.deadline.race(get(agent, QUESTIONS.ping));
      this.warnings.push(
        `the daemon answers clients without certificate (status ${status}): whoever reaches the port is root there; set tlsverify`,
      );
      return false;
    } catch (error) {
      const circumstances = { ...this.circumstances(), connection: agent.connection, sentCertificate: false };
      const reason = this.deadline.failure('')?.reason ?? failureOf(error, circumstances).reason;
      if (REFUSALS.has(reason)) return true;
      this.warnings.push(`whether the daemon refuses clients without certificate could not be seen (${reason})`);
      return undefined;
    }
  }

  private agent(more: Pick<Dial, 'context' | 'session'>): NodeAgent {
    const { serverName } = this.target;
    const attemptMs = Math.max(250, Math.floor(this.options.deadlineMs / 4));
    const agent = new NodeAgent({
      endpoint: this.endpoint!,
      serverName: serverName?.trim() || undefined,
      attemptMs,
      lookup: this.tools.lookup,
      ...more,
    });
    this.agents.push(agent);
    return agent;
  }

  private circumstances(): Circumstances {
    const { connection, endpoint, material, now, target } = this;
    return {
      connection,
      address: shownAddress(target.address ?? ''),
      name: target.serverName ?? (endpoint?.kind === 'tcp' ? endpoint.host : ''),
      usesTls: material !== undefined,
      sentCertificate: material?.client !== undefined,
      hasAuthority: (material?.authorities.length ?? 0) > 0,
      clientProblem: material && clientProblem(material, now),
      now,
    };
  }

  private phaseWords(): string {
    const words = {
      connect: 'no connection',
      handshake: 'connected, but no TLS handshake',
      request: 'no whole answer',
    };
    return `${shownAddress(this.target.address ?? '')}: ${words[this.connection.phase]}`;
  }

  private result(
    reason: Reason,
    detail: string,
    { docker, verifiesClients }: { docker?: DockerFacts; verifiesClients?: boolean },
  ): ProbeResult {
    return {
      state: stateOf(reason),
      reason,
      detail,
      elapsedMs: Math.round(performance.now() - this.started),
      tls: this.tlsFacts(verifiesClients),
      docker,
      warnings: this.warnings,
    };
  }

  private tlsFacts(verifiesClients: boolean | undefined): TlsFacts | undefined {
    const { connection, material, now } = this;
    if (!material || (connection.protocol === undefined && !material.client)) return undefined;
    const { protocol, cipher, resumed, server } = connection;
    return {
      protocol,
      cipher,
      server: server && certificateFacts(server, now),
      client: material.client && certificateFacts(material.client, now),
      resumed,
      verifiesClients,
    };
  }
}

/** How a daemon refuses a client without certificate; some just close. */
const REFUSALS: ReadonlySet<Reason> = new Set(['client-cert-required', 'client-cert-rejected', 'connection-reset']);
