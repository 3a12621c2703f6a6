import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 100;

/** Asks again until there is an answer. Controllers work in their own time, and nobody should guess how long that is. */
export async function eventually<T>(what: string, seconds: number, ask: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`${what}: nothing after ${seconds} s`);
    await sleep(POLL_MS);
  }
}
