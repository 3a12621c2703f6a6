import swagger from '@fastify/swagger';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import { kindOf } from '../../prober';
import type { Words } from '../../reasons';
import { DatabaseError } from '../../store/database';
import { languageOf, Refusal } from './answer';
import { presentedToken, type Tokens } from './auth';
import { Denials } from './denials';
import { DOCUMENT } from './document';
import { refuseAtEnd } from './ending';
import { type NodeRoutes, nodeRoutes } from './node-routes';
import { type OtherRoutes, otherRoutes } from './other-routes';
import { pageRoutes } from './page-routes';
import { sessionOfPage, sessionRoutes } from './session';
import { validatorCompiler } from './validation';

declare module 'fastify' {
  interface FastifyRequest {
    /** Name of the token; empty on public routes. */
    actor: string;
    language: keyof Words;
  }
  interface FastifyContextConfig {
    /** Is no token needed? */
    isPublic?: boolean;
    /** Is a token for metrics enough? */
    isMetrics?: boolean;
  }
}

/** Four PEM texts and some words. */
const MOST_BODY_BYTES = 300 * 1024;
const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const;
const REQUEST_MS = 15_000;

/** Nothing of an answer may be kept, framed or taken for a script (OWASP REST Security Cheat Sheet). */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};
const HSTS = { 'strict-transport-security': 'max-age=31536000' };

/** What the HTTP server is made of. */
export interface AppOptions extends NodeRoutes, OtherRoutes {
  readonly tokens: Tokens;
  readonly metricsTokens?: Tokens;
  /** PEM files of the server itself. */
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly log: (line: object) => void;
}

/** The routes, and what holds for all of them. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { tls } = options;
  const app = fastify({
    logger: false,
    bodyLimit: MOST_BODY_BYTES,
    requestTimeout: REQUEST_MS,
    forceCloseConnections: true,
    // Its words would be another form of error.
    return503OnClosing: false,
    // A HEAD of /events would take a place for ever.
    exposeHeadRoutes: false,
    https: tls ? { cert: tls.cert, key: tls.key, minVersion: 'TLSv1.2' } : null,
  } as object) as unknown as FastifyInstance;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // Only JSON is read: what comes as text would be refused for its fields.
  app.removeContentTypeParser('text/plain');
  admit(app, options);
  answerErrors(app, options);
  await app.register(swagger, DOCUMENT);
  app.after(() => {
    nodeRoutes(app, options);
    otherRoutes(app, options);
    sessionRoutes(app, options);
    pageRoutes(app);
    app.get('/openapi.json', { config: { isPublic: true }, schema: { hide: true } }, async () => app.swagger());
  });
  await app.ready();
  return app;
}

/** Looks at each request before its route: who sends it, and in which language the answer is. */
function admit(app: FastifyInstance, options: AppOptions): void {
  app.decorateRequest('actor', '');
  app.decorateRequest('language', 'zh');
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(options.tls ? { ...HEADERS, ...HSTS } : HEADERS);
    request.language = languageOf(request.headers['accept-language']);
  });
  refuseAtEnd(app);
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.isPublic) return;
    const actor = await actorOf(request, options);
    if (actor === undefined) throw new Refusal('GPULAB4421');
    request.actor = actor;
  });
}

/** Every refusal in one form, also of what has no route. */
function answerErrors(app: FastifyInstance, { log, metrics }: AppOptions): void {
  const denials = new Denials(log, () => metrics.denied());
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if ((error as { code?: string }).code === 'GPULAB4421') denials.add(request.ip);
    answerError(error, request, reply, log);
  });
  app.setNotFoundHandler((request, reply) => {
    const methods = METHODS.filter((method) => app.hasRoute({ method, url: request.url.split('?')[0] }));
    if (methods.length === 0) throw new Refusal('GPULAB4425');
    reply.header('allow', methods.join(', '));
    throw new Refusal('GPULAB4430');
  });
}

/** Who sends a request; undefined where it is nobody that may. */
async function actorOf(
  request: FastifyRequest,
  { store, tokens, metricsTokens }: AppOptions,
): Promise<string | undefined> {
  const token = presentedToken(request.headers);
  if (token === undefined) {
    const session = sessionOfPage(tokens, request, Date.now());
    return session && !(await store.endedSessions.has(session.id)) ? session.name : undefined;
  }
  const { isMetrics } = request.routeOptions.config;
  return tokens.nameOf(token) ?? (isMetrics ? metricsTokens?.nameOf(token) : undefined);
}

function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply, log: AppOptions['log']): void {
  const refusal = refusalOf(error);
  if (refusal.code === 'GPULAB4427') {
    // Its message may hold anything: only its kind is told, and the route, not what was asked.
    const route = request.routeOptions.url;
    log({ time: new Date().toISOString(), level: 'error', msg: 'a request failed', route, error: kindOf(error) });
  }
  reply.code(refusal.status).serializer(JSON.stringify).type('application/json; charset=utf-8');
  reply.send(refusal.body(request.language));
}

function refusalOf(error: FastifyError): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof DatabaseError) return new Refusal('GPULAB4426');
  // What fastify itself refuses: too large, no JSON, another type of content.
  if (error.statusCode && error.statusCode < 500) return new Refusal('GPULAB4428', {}, error.statusCode);
  return new Refusal('GPULAB4427');
}
