import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { answerOf, success } from './answer';
import { answerOfNode } from './node-answer';
import type { NodeRoutes } from './node-routes';
import { listQuery, nodeSchema, oneQuery, pageOf } from './node-schema';
import { AT, SAID, TAGS, there } from './node-words';

const oneNode = answerOf(nodeSchema);

/** Nodes are read. */
export function readRoutes(plain: FastifyInstance, { store }: NodeRoutes): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
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
      const createdAt = query['createdAtRange[]'];
      const { list, total } = await store.list({ page, pageSize, parts, isOnShelf, state, reason, sort, createdAt });
      return success({ list: list.map(answerOfNode), total, page, pageSize }, SAID.listed, language);
    },
  );
}
