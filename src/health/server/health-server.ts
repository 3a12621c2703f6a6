import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { createProbe } from '../probe/probe';
import { SessionCache } from '../probe/sessions';
import { DEADLINE_MS, kindOf, logLine, Prober } from '../prober';
import type { Store } from '../store';
import { PERIOD_MS } from '../sweep';
import type { NodeTarget, Probe } from '../types';
import { lookup } from './address-policy';
import { Events } from './events';
import { createApp } from './http/app';
import type { Tokens } from './http/auth';
import { Metrics } from './metrics';
import { Results, ShareResults } from './results';
import { ShareSweep } from './share-sweep';
import { TargetCache } from './target-cache';
import { Tester } from './tester';

const PRUNE_MS = 60 * 60 * 1000;

/** What a server is started with. */
export interface HealthServerOptions {
  /** Is closed with the server. */
  readonly store: Store;
  readonly tokens: Tokens;
  /**
   * Good for GET /metrics only.
   * @default - metrics need a token of `tokens`
   */
  readonly metricsTokens?: Tokens;
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** PEM texts of the server's own certificate and key. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Nodes of the inventory. */
  readonly inventory?: readonly NodeTarget[];
  /** @default 10 s */
  readonly deadlineMs?: number;
  /** @default 30 s */
  readonly periodMs?: number;
  /** Changes of state that are older are forgotten. */
  readonly retentionDays: number;
  readonly log?: (line: object) => void;
  /**
   * Looks at nodes.
   * @default - over the network, with sessions that are kept
   */
  readonly probe?: Probe;
}

/** The store, the sweep over this server's shares, and the API. */
export class HealthServer {
  /** Starts everything, or nothing. */
  static async start(options: HealthServerOptions): Promise<HealthServer> {
    const server = new HealthServer(options);
    try {
      await server.listen();
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /** As `http://127.0.0.1:8888`. */
  url = '';

  /** How late the last share was begun. */
  lagMs = 0;

  private readonly events = new Events();
  private readonly sessions = new SessionCache();
  private readonly metrics: Metrics;
  private readonly results: Results;
  private readonly targets: TargetCache;
  private readonly sweep: ShareSweep;
  private readonly probe: Probe;
  private readonly log: (line: object) => void;
  private readonly periodMs: number;
  private readonly deadlineMs: number;
  private pruning?: NodeJS.Timeout;
  private app?: FastifyInstance;
  private tester?: Tester;
  private isDatabaseGone = false;

  private constructor(private readonly options: HealthServerOptions) {
    const { store, inventory = [] } = options;
    this.log = options.log ?? logLine;
    this.periodMs = options.periodMs ?? PERIOD_MS;
    this.deadlineMs = options.deadlineMs ?? DEADLINE_MS;
    this.probe = options.probe ?? createProbe({ sessions: this.sessions, lookup });
    this.metrics = new Metrics(store, this.events);
    this.targets = new TargetCache(store.nodes, new Map(inventory.map((target) => [target.name, target])));
    this.results = new Results(store.states, {
      periodMs: this.periodMs,
      onTrouble: (error) => this.database(error),
    });
    this.sweep = this.newSweep();
  }

  /** Ends what is open: first the sweep, whose nodes others take over, then pages, requests, and the store. */
  async stop(): Promise<void> {
    clearInterval(this.pruning);
    this.tester?.stop();
    await this.sweep.stop();
    await this.results.flush();
    this.events.close();
    await this.app?.close();
    await this.options.store.close();
  }

  private async listen(): Promise<void> {
    const { store, tokens, metricsTokens, tls, host, port, deadlineMs = DEADLINE_MS } = this.options;
    await store.listen(
      (notice) => this.events.tell(notice),
      () => this.events.tell({ kind: 'gap' }),
    );
    const tester = new Tester(store, this.targets, this.probe, deadlineMs);
    this.tester = tester;
    const { events, metrics, log } = this;
    const trouble = () => this.trouble();
    this.app = await createApp({ store, tester, events, metrics, tokens, metricsTokens, tls, log, trouble });
    await this.app.listen({ host, port });
    const { port: bound } = this.app.server.address() as AddressInfo;
    this.url = `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${bound}`;
    this.sweep.start();
    this.pruning = setInterval(() => this.prune(), PRUNE_MS);
    this.prune();
  }

  private newSweep(): ShareSweep {
    const { store } = this.options;
    const results = new ShareResults(this.results);
    return new ShareSweep({
      shares: store.shares(randomUUID(), this.periodMs),
      targets: async (nodes) => {
        const targets = await this.targets.ofShares(nodes);
        for (const node of nodes) {
          const target = targets.get(node.id);
          if (target) results.expect(target, node);
        }
        return targets;
      },
      prober: new Prober({
        probe: this.probe,
        deadlineMs: this.deadlineMs,
        log: this.log,
        sink: (target, result) => {
          this.metrics.probed(result);
          results.take(target, result);
        },
      }),
      sessions: this.sessions,
      periodMs: this.periodMs,
      onShare: (event) => {
        if ('lateMs' in event) this.late(event.lateMs);
        else this.metrics.finished(event.finished.round);
      },
      onDatabase: (trouble) => this.database(trouble),
    });
  }

  private late(ms: number): void {
    this.lagMs = ms;
    this.metrics.late(ms);
  }

  /** The database is gone, or back: one line each, however long it lasts. */
  private database(trouble: unknown): void {
    if (trouble !== undefined) this.metrics.trouble();
    const isGone = trouble !== undefined;
    if (isGone === this.isDatabaseGone) return;
    this.isDatabaseGone = isGone;
    const line = { time: new Date().toISOString(), level: isGone ? 'error' : 'info' };
    if (isGone) this.log({ ...line, msg: 'the database cannot be used', error: kindOf(trouble) });
    else this.log({ ...line, msg: 'the database can be used again' });
  }

  private async trouble(): Promise<string | undefined> {
    try {
      await this.options.store.database.query('SELECT 1');
    } catch {
      return 'the database cannot be used';
    }
    const isLate = performance.now() - this.sweep.askedAt > this.periodMs;
    return isLate ? 'nodes are not looked at' : undefined;
  }

  private async prune(): Promise<void> {
    try {
      await this.options.store.prune(this.options.retentionDays);
    } catch (error) {
      this.database(error);
    }
  }
}
