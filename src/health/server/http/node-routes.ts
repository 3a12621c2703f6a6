import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Words } from '../../reasons';
import type { Store } from '../../store';
import type { NodeRecord } from '../../store/node-record';
import type { Tester } from '../tester';
import { answerOf, Refusal, success } from './answer';
import { answerOfNode } from './node-answer';
import { changeOf } from './node-change';
import {
  createSchema,
  deleteManyQuery,
  deleteQuery,
  listQuery,
  nodeSchema,
  oneQuery,
  pageOf,
  testBody,
  updateSchema,
} from './node-schema';

/** What is said when all went well (facts: compute-nodes.md 4). */
const SAID = {
  created: { zh: '创建成功', en: 'created' },
  updated: { zh: '更新成功', en: 'updated' },
  deleted: { zh: '删除成功', en: 'deleted' },
  deletedMany: { zh: '批量删除成功', en: 'deleted' },
  found: { zh: '成功', en: 'found' },
  listed: { zh: '获取成功', en: 'listed' },
  tested: { zh: '测试完成', en: 'tested' },
} as const satisfies { readonly [name: string]: Words };

const TAGS = ['computeNode'];
const AT = '/computeNode';

/** What routes need. */
export interface NodeRoutes {
  readonly store: Store;
  readonly tester: Tester;
}

/** The routes of the old system for nodes (facts: compute-nodes.md 4). */
export function nodeRoutes(plain: FastifyInstance, { store, tester }: NodeRoutes): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const oneNode = answerOf(nodeSchema);
  const deleted = answerOf(z.object({ deleted: z.array(z.number()), unasked: z.array(z.string()) }));

  app.post(
    `${AT}/createComputeNode`,
    { schema: { tags: TAGS, summary: 'add a node, and look at it', body: createSchema, response: { 200: oneNode } } },
    async ({ body, actor, language }) => {
      const { id } = await store.nodes.create(changeOf(body, undefined), actor);
      return success(answerOfNode(there(await tester.test(id))), SAID.created, language);
    },
  );

  app.put(
    `${AT}/updateComputeNode`,
    {
      schema: {
        tags: TAGS,
        summary: 'change a node, and look at it anew; what is absent or null stays, an empty text takes the value away',
        body: updateSchema,
        response: { 200: oneNode },
      },
    },
    async ({ body, actor, language }) => {
      const before = ours(await store.nodes.find(body.ID));
      there(await store.nodes.update(body.ID, changeOf(body, before), actor));
      return success(answerOfNode(there(await tester.test(body.ID))), SAID.updated, language);
    },
  );

  const remove = async (ids: readonly number[], confirm: boolean, actor: string) => {
    const nodes = await Promise.all([...new Set(ids)].map(async (id) => ours(await store.nodes.find(id))));
    const unasked = confirm ? [] : await refuseRunning(nodes, tester);
    return {
      deleted: await store.nodes.remove(
        nodes.map(({ id }) => id),
        actor,
      ),
      unasked,
    };
  };

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
      success(await remove([ID], confirm, actor), SAID.deleted, language),
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
      success(await remove(ids, confirm, actor), SAID.deletedMany, language),
  );

  for (const [name, summary] of [
    ['findComputeNode', 'one node'],
    ['getComputeNode', 'one node, by the name that the documents of the old system have'],
  ]) {
    app.get(
      `${AT}/${name}`,
      { schema: { tags: TAGS, summary, querystring: oneQuery, response: { 200: oneNode } } },
      async ({ query: { ID }, language }) =>
        success(answerOfNode(there(await store.nodes.find(ID))), SAID.found, language),
    );
  }

  app.get(
    `${AT}/getComputeNodeList`,
    {
      schema: {
        tags: TAGS,
        summary: 'nodes, filtered, page by page',
        querystring: listQuery,
        response: { 200: answerOf(pageOf(nodeSchema)) },
      },
    },
    async ({ query, language }) => {
      const { page, pageSize, name, region, publicIp, privateIp, gpuName, isOnShelf, state, reason, sort } = query;
      const parts = { name, region, publicIp, privateIp, gpuName };
      const createdAt = query['createdAtRange[]'] as [Date, Date] | undefined;
      const { list, total } = await store.list({ page, pageSize, parts, isOnShelf, state, reason, sort, createdAt });
      return success({ list: list.map(answerOfNode), total, page, pageSize }, SAID.listed, language);
    },
  );

  app.post(
    `${AT}/testConnection`,
    {
      schema: {
        tags: TAGS,
        summary: 'look at a node now',
        body: testBody,
        response: { 200: answerOf(z.object({ status: z.string(), message: z.string(), node: nodeSchema })) },
      },
    },
    async ({ body: { ID }, language }) => {
      const node = answerOfNode(there(await tester.test(ID)));
      const { state, detail } = node.health;
      return success({ status: state, message: detail, node }, SAID.tested, language);
    },
  );
}

function there<T>(node: T | undefined): T {
  if (!node) throw new Refusal('GPULAB4422');
  return node;
}

function ours(node: NodeRecord | undefined): NodeRecord {
  if (there(node).source !== 'api') throw new Refusal('GPULAB4423');
  return node!;
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
