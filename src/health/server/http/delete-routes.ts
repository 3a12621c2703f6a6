import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Store } from '../../store';
import type { NodeRecord } from '../../store/node-record';
import type { Tester } from '../tester';
import { answerOf, ERRORS, type ErrorCode, Refusal, success } from './answer';
import type { NodeRoutes } from './node-routes';
import { deleteManyQuery, deleteQuery } from './node-schema';
import { AT, SAID, TAGS } from './node-words';

const deleted = answerOf(z.object({ deleted: z.array(z.number()), unasked: z.array(z.string()) }));

/** Nodes are deleted: all that are named, or none. */
export function deleteRoutes(plain: FastifyInstance, routes: NodeRoutes): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  app.delete(
    `${AT}/deleteComputeNode`,
    {
      schema: {
        tags: TAGS,
        summary: 'delete a node; where containers run there, only when confirmed',
        querystring: deleteQuery,
        response: { 200: deleted },
      },
    },
    async ({ query: { ID, confirm }, actor, language }) =>
      success(await remove([ID], routes, { confirm, actor }), SAID.deleted, language),
  );

  app.delete(
    `${AT}/deleteComputeNodeByIds`,
    {
      schema: {
        tags: TAGS,
        summary: 'delete nodes: all, or none',
        querystring: deleteManyQuery,
        response: { 200: deleted },
      },
    },
    async ({ query: { 'IDs[]': ids, confirm }, actor, language }) =>
      success(await remove(ids, routes, { confirm, actor }), SAID.deletedMany, language),
  );
}

interface Wish {
  /** Even where containers run. */
  readonly confirm: boolean;
  readonly actor: string;
}

async function remove(ids: readonly number[], { store, tester }: NodeRoutes, { confirm, actor }: Wish) {
  const nodes = await allOurs([...new Set(ids)], store);
  const unasked = confirm ? [] : await refuseRunning(nodes, tester);
  const ours = nodes.map(({ id }) => id);
  return { deleted: await store.nodes.remove(ours, actor), unasked };
}

/** The nodes, or a refusal that names those that are not there, or are not changed here. */
async function allOurs(ids: readonly number[], { nodes }: Store): Promise<NodeRecord[]> {
  const found = await Promise.all(ids.map(async (id) => ({ id, node: await nodes.find(id) })));
  refuseAny(
    'GPULAB4422',
    found.filter(({ node }) => !node),
  );
  refuseAny(
    'GPULAB4423',
    found.filter(({ node }) => node?.source !== 'api'),
  );
  return found.map(({ node }) => node!);
}

function refuseAny(code: ErrorCode, nodes: readonly { readonly id: number }[]): void {
  const problems = nodes.map(({ id }) => ({ field: 'IDs[]', message: `${id}: ${ERRORS[code].words.en}` }));
  if (problems.length > 0) throw new Refusal(code, { problems });
}

/** Refuses where containers run. A node that cannot be asked may go: it is often why it goes. Gives what could not be asked. */
async function refuseRunning(nodes: readonly NodeRecord[], tester: Tester): Promise<string[]> {
  const asked = await Promise.all(
    nodes.map(async ({ id, fields }) => ({ id, name: String(fields.name), found: await tester.containers(id) })),
  );
  const containers = asked.flatMap(({ id, found }) =>
    'running' in found ? found.running.map((container) => ({ node: id, ...container })) : [],
  );
  if (containers.length > 0) throw new Refusal('GPULAB4424', { containers });
  return asked.flatMap(({ name, found }) => ('unknown' in found ? [`${name}: ${found.unknown}`] : []));
}
