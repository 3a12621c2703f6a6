import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { REASONS } from '../../reasons';
import type { Store } from '../../store';
import type { Events } from '../events';
import type { Metrics } from '../metrics';
import { answerOf, Refusal, success } from './answer';
import { logRoutes } from './log-routes';
import { SAID } from './node-words';

/** What these routes need. */
export interface OtherRoutes {
  readonly store: Store;
  readonly events: Events;
  readonly metrics: Metrics;
  /** Why the server is not ready, if it is not. */
  readonly trouble: () => Promise<string | undefined>;
}

const PUBLIC = { config: { isPublic: true } };
const words = z.object({ en: z.string(), zh: z.string() });
const reason = z.object({ state: z.string(), title: words, remedy: words });

/** What the old system has not: logs, events, metrics, and whether we are well ourselves. */
export function otherRoutes(app: FastifyInstance, options: OtherRoutes): void {
  logRoutes(app, options.store);
  reasonsRoute(app);
  watchRoutes(app, options);
}

function reasonsRoute(plain: FastifyInstance): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/reasons',
    {
      ...PUBLIC,
      schema: {
        summary: 'every reason in words, and what to do',
        response: { 200: answerOf(z.record(z.string(), reason)) },
      },
    },
    async ({ language }) => success(REASONS, SAID.listed, language),
  );
}

const status = z.object({ status: z.string() });
/** An answer that is not JSON. */
const plain = (type: string) => ({ 200: { description: type, content: { [type]: { schema: z.string() } } } });

function watchRoutes(app: FastifyInstance, { events, metrics, trouble }: OtherRoutes): void {
  const summary = 'server-sent events: hello, state, node, gap';
  app.get('/events', { schema: { summary, response: plain('text/event-stream') } }, (_request, reply) => {
    if (events.isFull) throw new Refusal('GPULAB4429');
    reply.hijack();
    reply.raw.writeHead(200, { ...(reply.getHeaders() as any), 'content-type': 'text/event-stream' });
    events.add(reply.raw);
  });

  app.get(
    '/metrics',
    { config: { isMetrics: true }, schema: { summary: 'metrics for Prometheus', response: plain('text/plain') } },
    async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()),
  );

  app.get('/healthz', { ...PUBLIC, schema: { summary: 'the process lives', response: { 200: status } } }, async () => ({
    status: 'ok',
  }));

  app.get(
    '/readyz',
    {
      ...PUBLIC,
      schema: { summary: 'the database answers, and nodes are looked at', response: { 200: status, 503: status } },
    },
    async (_request, reply) => {
      const problem = await trouble();
      return reply.code(problem === undefined ? 200 : 503).send({ status: problem ?? 'ok' });
    },
  );
}
