import fc from 'fast-check';
import fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { Tokens } from '../../../src/health/server/http/auth';
import { readSession, sessionOf, sessionOfPage } from '../../../src/health/server/http/session';

const TOKEN = '0123456789abcdef';
const tokens = Tokens.of(`li:${TOKEN}\nwang:fedcba9876543210`);
const NOW = Date.UTC(2026, 10, 30);
const HOUR = 3_600_000;
const session = sessionOf(tokens, 'li', NOW);
const nameOfSession = (known: Tokens, text: string, now: number) => readSession(known, text, now)?.name;

describe('a session', () => {
  test('is of whoever signed in, for twelve hours', () => {
    expect(nameOfSession(tokens, session, NOW)).toBe('li');
    expect(nameOfSession(tokens, session, NOW + 12 * HOUR - 1)).toBe('li');
    expect(nameOfSession(tokens, session, NOW + 12 * HOUR)).toBeUndefined();
  });

  test('is never that of another sign-in, also in the same second', () => {
    expect(sessionOf(tokens, 'li', NOW)).not.toBe(session);
    expect(readSession(tokens, session, NOW)).toEqual({
      name: 'li',
      id: expect.stringMatching(/^[\w-]{22}$/),
      expires: new Date(NOW + 12 * HOUR),
    });
  });

  test('does not hold the token', () => {
    expect(session).not.toContain(TOKEN);
    expect(Buffer.from(session.split('~')[3], 'base64url').toString()).not.toContain(TOKEN);
  });

  test('is known to every server of the same tokens, and ends with its token', () => {
    expect(nameOfSession(Tokens.of(`li:${TOKEN}`), session, NOW)).toBe('li');
    expect(nameOfSession(Tokens.of('li:another-token-of-li'), session, NOW)).toBeUndefined();
    expect(nameOfSession(Tokens.of('wang:fedcba9876543210'), session, NOW)).toBeUndefined();
  });

  test("cannot be made longer, or anybody else's", () => {
    const [expires, name, id, signature] = session.split('~');
    for (const forged of [
      [Number(expires) + 1, name, id, signature],
      [expires, 'wang', id, signature],
      [expires, name, id, signature.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))],
      [expires, name, id.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')), signature],
      [expires, name, id, ''],
      [expires, name, signature],
    ]) {
      expect(nameOfSession(tokens, forged.join('~'), NOW)).toBeUndefined();
    }
  });

  test('is nothing that can be guessed: any other text is nobody', () => {
    fc.assert(fc.property(fc.string(), (text) => nameOfSession(tokens, text, NOW) === undefined));
  });
});

describe('a request with the cookie', () => {
  const cookie = `other=1; gpulab_session=${session}`;
  const from = (method: string, headers: object) =>
    sessionOfPage(tokens, { method, headers: { host: 'health.lab:8888', ...headers } } as never, NOW)?.name;

  test('reads', () => {
    expect(from('GET', { cookie })).toBe('li');
    expect(from('GET', {})).toBeUndefined();
    expect(from('GET', { cookie: `not_gpulab_session=${session}` })).toBeUndefined();
  });

  test.each([
    [{ 'sec-fetch-site': 'same-origin' }, 'li'],
    [{ origin: 'http://health.lab:8888' }, 'li'],
    // Behind a proxy that sends another name on, and speaks TLS to the browser.
    [{ 'sec-fetch-site': 'same-origin', origin: 'https://health.example.edu' }, 'li'],
    [{ 'sec-fetch-site': 'same-site', origin: 'http://health.lab:8888' }, undefined],
    [{ 'sec-fetch-site': 'cross-site' }, undefined],
    [{ origin: 'http://health.lab:8889' }, undefined],
    [{ origin: 'null' }, undefined],
    [{}, undefined],
  ])('changes nothing unless it is from the page: %j', (headers, name) => {
    for (const method of ['POST', 'PUT', 'DELETE']) expect(from(method, { cookie, ...headers })).toBe(name);
  });
});

test('the page comes with a policy that lets nothing else in, and is not sent twice', async () => {
  const { pageRoutes } = await import('../../../src/health/server/http/page-routes');
  const { buildPage } = await import('../../../tools/page');
  await buildPage();
  const app = fastify();
  pageRoutes(app);
  const first = await app.inject('/');
  expect(first.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
  expect(first.headers['content-security-policy']).toContain("default-src 'self'");
  expect(first.headers['content-security-policy']).toContain("require-trusted-types-for 'script'");
  // What the policy forbids is not there: scripts and styles within the page, and addresses elsewhere.
  expect(first.body).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=|(?:src|href)="(?:\w+:)?\/\//);
  for (const [, path] of first.body.matchAll(/(?:src|href)="([^#"]+)"/g)) {
    expect([path, (await app.inject(`/${path}`)).statusCode]).toEqual([path, 200]);
  }
  const again = await app.inject({ url: '/', headers: { 'if-none-match': String(first.headers.etag) } });
  expect([again.statusCode, again.body]).toEqual([304, '']);
  await app.close();
});
