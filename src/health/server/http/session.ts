import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Store } from '../../store';
import { answerOf, Refusal, success } from './answer';
import type { Tokens } from './auth';

const COOKIE = 'gpulab_session';
/** A working day. */
const SESSION_SECONDS = 12 * 60 * 60;
const ID_BYTES = 16;
/** Requests that change nothing: another origin may make a browser send them, and cannot read the answer. */
const SAFE = new Set(['GET', 'HEAD']);

/** A session of the page, as its cookie says. */
export interface Session {
  /** Of the token. */
  readonly name: string;
  /** Tells sessions apart. */
  readonly id: string;
  readonly expires: Date;
}

/**
 * Sessions of the page. The cookie says who, until when, and proves it by an HMAC with the token: every server of one set of tokens takes
 * it, and it ends with the token. What is stored is only which of them were ended before their time.
 */
export function sessionOf(tokens: Tokens, name: string, now: number): string {
  const expires = Math.floor(now / 1000) + SESSION_SECONDS;
  const id = randomBytes(ID_BYTES).toString('base64url');
  return [expires, name, id, signature(tokens, name, expires, id)!.toString('base64url')].join('~');
}

/** What a cookie says, while it lasts. */
export function readSession(tokens: Tokens, text: string, now: number): Session | undefined {
  const [, expires, name, id, shown] = /^(\d{1,12})~([^~]{1,64})~([\w-]{22})~([\w-]{43})$/.exec(text) ?? [];
  if (expires === undefined || Number(expires) * 1000 <= now) return undefined;
  const wanted = signature(tokens, name, Number(expires), id);
  if (!wanted || !timingSafeEqual(wanted, Buffer.from(shown, 'base64url'))) return undefined;
  return { name, id, expires: new Date(Number(expires) * 1000) };
}

const signature = (tokens: Tokens, name: string, expires: number, id: string): Buffer | undefined =>
  tokens.sign(name, `session\n${name}\n${expires}\n${id}`);

/** The session of a page of ours that sends a request. */
export function sessionOfPage(tokens: Tokens, { method, headers }: FastifyRequest, now: number): Session | undefined {
  const text = new RegExp(`(?:^|;\\s*)${COOKIE}=([^;\\s]+)`).exec(headers.cookie ?? '')?.[1];
  if (text === undefined || (!SAFE.has(method) && !isOwnOrigin(headers))) return undefined;
  return readSession(tokens, text, now);
}

/** SameSite keeps other sites away; this also other ports and names of one site. Plain HTTP has no Sec-Fetch-Site. */
function isOwnOrigin({ 'sec-fetch-site': site, origin, host }: FastifyRequest['headers']): boolean {
  if (site !== undefined) return site === 'same-origin';
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}

/** What these routes need. */
interface SessionRoutes {
  readonly store: Store;
  readonly tokens: Tokens;
  readonly tls?: object;
  readonly log: (line: object) => void;
}

const named = answerOf(z.object({ name: z.string() }));

/** Signs in and out. */
export function sessionRoutes(plain: FastifyInstance, { store, tokens, tls, log }: SessionRoutes): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const cookie = (value: string, seconds: number): string =>
    `${COOKIE}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${tls ? '; Secure' : ''}`;
  const config = { isPublic: true };
  const tell = (msg: string, actor: string) => log({ time: new Date().toISOString(), level: 'info', msg, actor });

  app.post(
    '/session',
    {
      config,
      schema: {
        summary: 'sign the page in, with a cookie',
        body: z.object({ token: z.string().max(1024) }),
        response: { 200: named },
      },
    },
    async ({ body: { token }, language }, reply) => {
      const name = tokens.nameOf(token);
      if (name === undefined) throw new Refusal('GPULAB4421');
      tell('signed in', name);
      reply.header('set-cookie', cookie(sessionOf(tokens, name, Date.now()), SESSION_SECONDS));
      return success({ name }, { en: 'signed in', zh: '登录成功' }, language);
    },
  );

  app.delete(
    '/session',
    { config, schema: { summary: 'sign the page out', response: { 200: answerOf(z.object({})) } } },
    async (request, reply) => {
      // Whatever becomes of the rest, this browser has it no more.
      reply.header('set-cookie', cookie('', 0));
      const session = sessionOfPage(tokens, request, Date.now());
      if (session) {
        await store.endedSessions.add(session.id, session.expires);
        tell('signed out', session.name);
      }
      return success({}, { en: 'signed out', zh: '已退出' }, request.language);
    },
  );
}
