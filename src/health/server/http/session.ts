import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { answerOf, Refusal, success } from './answer';
import type { Tokens } from './auth';

const COOKIE = 'gpulab_session';
/** A working day. */
const SESSION_SECONDS = 12 * 60 * 60;
/** Requests that change nothing: another origin may make a browser send them, and cannot read the answer. */
const SAFE = new Set(['GET', 'HEAD']);

/**
 * Sessions of the page. The cookie says who, until when, and proves it by an HMAC with the token: nothing is stored, every server of
 * one set of tokens takes it, and it ends with the token.
 */
export function sessionOf(tokens: Tokens, name: string, now: number): string {
  const expires = Math.floor(now / 1000) + SESSION_SECONDS;
  return [expires, name, signature(tokens, name, expires)!.toString('base64url')].join('~');
}

/** Who a session is of, while it lasts. */
export function nameOfSession(tokens: Tokens, session: string, now: number): string | undefined {
  const [, expires, name, shown] = /^(\d{1,12})~([^~]{1,64})~([\w-]{43})$/.exec(session) ?? [];
  if (expires === undefined || Number(expires) * 1000 <= now) return undefined;
  const wanted = signature(tokens, name, Number(expires));
  return wanted && timingSafeEqual(wanted, Buffer.from(shown, 'base64url')) ? name : undefined;
}

const signature = (tokens: Tokens, name: string, expires: number): Buffer | undefined =>
  tokens.sign(name, `session\n${name}\n${expires}`);

/** Who sends a request by the cookie of a page of ours. */
export function actorOfPage(tokens: Tokens, { method, headers }: FastifyRequest, now: number): string | undefined {
  const session = new RegExp(`(?:^|;\\s*)${COOKIE}=([^;\\s]+)`).exec(headers.cookie ?? '')?.[1];
  if (session === undefined || (!SAFE.has(method) && !isOwnOrigin(headers))) return undefined;
  return nameOfSession(tokens, session, now);
}

/** SameSite keeps other sites away; this also other ports and names of one site. Plain HTTP has no Sec-Fetch-Site. */
function isOwnOrigin({ 'sec-fetch-site': site, origin, host }: FastifyRequest['headers']): boolean {
  if (site !== undefined) return site === 'same-origin';
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}

/** What these routes need. */
interface SessionRoutes {
  readonly tokens: Tokens;
  readonly tls?: object;
  readonly log: (line: object) => void;
}

const named = answerOf(z.object({ name: z.string() }));

/** Signs in and out. */
export function sessionRoutes(plain: FastifyInstance, { tokens, tls, log }: SessionRoutes): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const cookie = (value: string, seconds: number): string =>
    `${COOKIE}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${tls ? '; Secure' : ''}`;
  const config = { isPublic: true };

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
      log({ time: new Date().toISOString(), level: 'info', msg: 'signed in', actor: name });
      reply.header('set-cookie', cookie(sessionOf(tokens, name, Date.now()), SESSION_SECONDS));
      return success({ name }, { en: 'signed in', zh: '登录成功' }, language);
    },
  );

  app.delete(
    '/session',
    { config, schema: { summary: 'sign the page out', response: { 200: answerOf(z.object({})) } } },
    async ({ language }, reply) => {
      reply.header('set-cookie', cookie('', 0));
      return success({}, { en: 'signed out', zh: '已退出' }, language);
    },
  );
}
