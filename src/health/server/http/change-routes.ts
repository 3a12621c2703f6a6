import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Store } from '../../store';
import { answerOf, success } from './answer';
import { answerOfNode } from './node-answer';
import { changeOf, type NodeBefore } from './node-change';
import type { NodeRoutes } from './node-routes';
import { createSchema, nodeSchema, testBody, updateSchema } from './node-schema';
import { AT, namesakeWarning, ours, SAID, TAGS, there } from './node-words';

const warnings = z.array(z.string()).optional().describe('of the change: it was made all the same');
const changedNode = answerOf(nodeSchema.extend({ warnings }));

/** Nodes are added, changed, and looked at. */
export function changeRoutes(app: FastifyInstance, options: NodeRoutes): void {
  createRoute(app, options);
  updateRoute(app, options);
  testRoute(app, options);
}

function createRoute(plain: FastifyInstance, { store, tester }: NodeRoutes): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  app.post(
    `${AT}/createComputeNode`,
    {
      attachValidation: true,
      schema: { tags: TAGS, summary: 'add a node, and look at it', body: createSchema, response: { 200: changedNode } },
    },
    async (request) => {
      const { actor, language } = request;
      const { id } = await store.nodes.create(changeOf(request, undefined), actor);
      const node = answerOfNode(there(await tester.test(id)));
      return success({ ...node, ...(await warningsOf(id, store)) }, SAID.created, language);
    },
  );
}

function updateRoute(plain: FastifyInstance, { store, tester }: NodeRoutes): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  app.put(
    `${AT}/updateComputeNode`,
    {
      attachValidation: true,
      schema: {
        tags: TAGS,
        summary: 'change a node, and look at it anew; what is absent or null stays, an empty text takes the value away',
        body: updateSchema,
        response: { 200: changedNode },
      },
    },
    async (request) => {
      const { body, actor, language } = request;
      const change = changeOf(request, await beforeOf(body, store));
      there(await store.nodes.update(body.ID, change, actor));
      const node = answerOfNode(there(await tester.test(body.ID)));
      return success(
        { ...node, ...(change.name !== undefined && (await warningsOf(body.ID, store))) },
        SAID.updated,
        language,
      );
    },
  );
}

/** What somebody should know of a node that was given its name. */
async function warningsOf(id: number, { nodes }: Store): Promise<{ readonly warnings?: string[] }> {
  const namesakes = await nodes.namesakes(id);
  return namesakes.length === 0 ? {} : { warnings: namesakes.map(namesakeWarning) };
}

/** The node that a body names; undefined where it names none, which its refusal tells. */
async function beforeOf(body: unknown, { nodes }: Store): Promise<NodeBefore | undefined> {
  const { data } = testBody.safeParse(body);
  if (!data) return undefined;
  const record = ours(await nodes.find(data.ID));
  const [known] = await nodes.targets([data.ID]);
  return { record, target: there(known).target };
}

function testRoute(plain: FastifyInstance, { tester }: NodeRoutes): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
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
