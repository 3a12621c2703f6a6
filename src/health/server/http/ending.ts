import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Refusal } from './answer';

/** For what is being answered. */
const GRACE_MS = 2_000;
/** For an answer that says that there will be none. */
const LAST_MS = 250;

/** At the end of a server connections are cut. What is being answered gets a moment before, then a refusal; what still comes, at once. */
export function refuseAtEnd(app: FastifyInstance): void {
  const open = new Map<FastifyReply, Promise<unknown>>();
  let isEnding = false;
  app.addHook('onRequest', async (_request, reply) => {
    if (isEnding) throw new Refusal('GPULAB4431');
    const closed = new Promise((resolve) => reply.raw.once('close', resolve));
    open.set(
      reply,
      closed.then(() => open.delete(reply)),
    );
  });
  const answered = (ms: number) => Promise.race([Promise.all(open.values()), sleep(ms, undefined, { ref: false })]);
  app.addHook('preClose', async () => {
    isEnding = true;
    await answered(GRACE_MS);
    for (const reply of open.keys()) {
      if (!reply.sent) reply.header('connection', 'close').send(new Refusal('GPULAB4431'));
    }
    await answered(LAST_MS);
  });
}
