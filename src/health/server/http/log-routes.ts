import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Store } from '../../store';
import { answerOf, success } from './answer';
import { historyQuery, pageOf, pageQuery } from './node-schema';
import { SAID } from './node-words';

const change = z.object({
  ID: z.number(),
  at: z.string(),
  state: z.string(),
  reason: z.string(),
  detail: z.string(),
});

const entry = z.object({
  id: z.number(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  ID: z.number(),
  name: z.string(),
  changed: z.array(z.string()),
});

/** What became of nodes, and who changed them. */
export function logRoutes(plain: FastifyInstance, store: Store): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
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
      return success({ list: told }, SAID.listed, language);
    },
  );

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
      return success({ list: told, total, page, pageSize }, SAID.listed, language);
    },
  );
}
