import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { REASONS } from '../../reasons';
import type { Store } from '../../store';
import type { Events } from '../events';
import type { Metrics } from '../metrics';
import { answerOf, Refusal, success } from './answer';
import { historyQuery, pageOf, pageQuery } from './node-schema';

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
const LISTED = { zh: '获取成功', en: 'listed' };

/** What the old system has not: history, audit log, events, metrics, and whether we are well ourselves. */
export function otherRoutes(plain: FastifyInstance, { store, events, metrics, trouble }: OtherRoutes): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();

  const change = z.object({
    ID: z.number(),
    at: z.string(),
    state: z.string(),
    reason: z.string(),
    detail: z.string(),
  });
  app.get(
    '/history',
    {
      schema: {
        summary: 'changes of state of some nodes, the newest first, so many of each',
        querystring: historyQuery,
        response: { 200: answerOf(z.object({ list: z.array(change) })) },
      },
    },
    async ({ query: { 'IDs[]': ids, since, limit }, language }) => {
      const list = await store.states.history(ids, { since, limit });
      const told = list.map(({ node, at, ...rest }) => ({ ID: node, at: at.toISOString(), ...rest }));
      return success({ list: told }, LISTED, language);
    },
  );

  const entry = z.object({
    id: z.number(),
    at: z.string(),
    actor: z.string(),
    action: z.string(),
    ID: z.number(),
    name: z.string(),
    changed: z.array(z.string()),
  });
  app.get(
    '/audit',
    {
      schema: {
        summary: 'who changed what, the newest first',
        querystring: pageQuery,
        response: { 200: answerOf(pageOf(entry)) },
      },
    },
    async ({ query: { page, pageSize }, language }) => {
      const { list, total } = await store.audit(page, pageSize);
      const told = list.map(({ node, at, changed, ...rest }) => ({
        ...rest,
        ID: node,
        at: at.toISOString(),
        changed: [...changed],
      }));
      return success({ list: told, total, page, pageSize }, LISTED, language);
    },
  );

  const reason = z.object({ state: z.string(), title: words, remedy: words });
  app.get(
    '/reasons',
    {
      ...PUBLIC,
      schema: {
        summary: 'every reason in words, and what to do',
        response: { 200: answerOf(z.record(z.string(), reason)) },
      },
    },
    async ({ language }) => success(REASONS, LISTED, language),
  );

  app.get('/events', { schema: { summary: 'server-sent events: hello, state, node, gap' } }, (_request, reply) => {
    if (events.isFull) throw new Refusal('GPULAB4429');
    reply.hijack();
    reply.raw.writeHead(200, { ...(reply.getHeaders() as any), 'content-type': 'text/event-stream' });
    events.add(reply.raw);
  });

  app.get('/metrics', { schema: { summary: 'metrics for Prometheus' } }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.text()),
  );

  app.get('/healthz', { ...PUBLIC, schema: { summary: 'the process lives' } }, async () => ({ status: 'ok' }));

  app.get(
    '/readyz',
    { ...PUBLIC, schema: { summary: 'the database answers, and nodes are looked at' } },
    async (_request, reply) => {
      const problem = await trouble();
      return reply.code(problem === undefined ? 200 : 503).send({ status: problem ?? 'ok' });
    },
  );
}
