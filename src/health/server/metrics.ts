import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { NodeOverview, States } from '../store/states';
import type { NodeState, ProbeResult } from '../types';
import type { Events } from './events';

const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const STATES: readonly NodeState[] = ['connected', 'failed', 'unknown'];
const DAY_MS = 24 * 60 * 60 * 1000;

/** What Prometheus is told. Numbers of nodes are those of the store, the same from every server; the rest is this server's. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly probes = new Histogram({
    name: 'gpulab_health_probe_duration_seconds',
    help: 'Time that a probe took, by the state that it found',
    labelNames: ['state'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly sweep = new Gauge({
    name: 'gpulab_health_sweep_duration_seconds',
    help: "Time from this server's first to its last probe of the last round",
    registers: [this.registry],
  });
  private readonly lag = new Gauge({
    name: 'gpulab_health_sweep_lag_seconds',
    help: 'How late the last share of nodes was begun',
    registers: [this.registry],
  });
  private readonly troubles = new Counter({
    name: 'gpulab_health_database_errors_total',
    help: 'Times that the database could not be asked',
    registers: [this.registry],
  });
  private readonly denials = new Counter({
    name: 'gpulab_health_denied_requests_total',
    help: 'Requests without a valid token',
    registers: [this.registry],
  });
  private round = { number: -1, began: 0, ended: 0 };

  private readonly nodes = this.nodeGauges();

  constructor(
    private readonly store: { readonly states: Pick<States, 'overview'> },
    events: Pick<Events, 'size'>,
  ) {
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'gpulab_health_event_listeners',
      help: 'Pages that listen to changes',
      registers: [this.registry],
      collect() {
        this.set(events.size);
      },
    });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  async text(): Promise<string> {
    this.show(await this.store.states.overview());
    return this.registry.metrics();
  }

  probed({ state, elapsedMs }: ProbeResult): void {
    this.probes.observe({ state }, elapsedMs / 1000);
  }

  late(ms: number): void {
    this.lag.set(ms / 1000);
  }

  /** A share of a round is over; when one of the next comes, the round is. */
  finished(round: number): void {
    const now = performance.now();
    if (round > this.round.number) {
      if (this.round.ended > 0) this.sweep.set((this.round.ended - this.round.began) / 1000);
      this.round = { number: round, began: now, ended: now };
    }
    this.round.ended = now;
  }

  denied(): void {
    this.denials.inc();
  }

  trouble(): void {
    this.troubles.inc();
  }

  /** All of one moment: what is read first is printed by the same scrape. */
  private show(nodes: readonly NodeOverview[]): void {
    const { byState, state, expiry } = this.nodes;
    const counts: { [state in NodeState]: number } = { connected: 0, failed: 0, unknown: 0 };
    const now = Date.now();
    state.reset();
    expiry.reset();
    for (const { id, name, region, ends, ...found } of nodes) {
      counts[found.state]++;
      state.set({ id, node: name, region: region ?? '', state: found.state, reason: found.reason }, 1);
      for (const [certificate, end] of Object.entries(ends)) {
        if (end) expiry.set({ id, node: name, certificate }, Math.floor((Date.parse(end) - now) / DAY_MS));
      }
    }
    for (const each of STATES) byState.set({ state: each }, counts[each]);
  }

  private nodeGauges() {
    const gauge = <T extends string>(name: string, help: string, ...labelNames: readonly T[]) =>
      new Gauge({ name, help, labelNames, registers: [this.registry] });
    return {
      byState: gauge('gpulab_health_nodes', 'Nodes by state', 'state'),
      state: gauge(
        'gpulab_health_node_state',
        '1 for the state that a node is in, and why',
        ...(['id', 'node', 'region', 'state', 'reason'] as const),
      ),
      expiry: gauge(
        'gpulab_health_certificate_expiry_days',
        'Days until a certificate ends',
        ...(['id', 'node', 'certificate'] as const),
      ),
    };
  }
}
