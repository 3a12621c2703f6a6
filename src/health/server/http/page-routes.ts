import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';

/** Compiled beside the command; tests run the sources. */
const FOLDERS = [join(__dirname, '../page'), join(__dirname, '../../../lib/page')];

const FILES = {
  '/': { file: 'index.html', type: 'text/html; charset=utf-8' },
  '/page.js': { file: 'page.js', type: 'text/javascript; charset=utf-8' },
  '/page.css': { file: 'page.css', type: 'text/css; charset=utf-8' },
  '/icon.svg': { file: 'icon.svg', type: 'image/svg+xml' },
} as const;

/**
 * Everything comes from here, nothing is written into the page as a script or style, and no text is ever taken for markup: a browser
 * that knows Trusted Types refuses even our own code to try.
 */
const POLICY = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** The page. Its files are read once; a browser asks whether it has the newest. */
export function pageRoutes(app: FastifyInstance): void {
  const folder = FOLDERS.find((path) => existsSync(join(path, 'index.html')));
  if (folder === undefined) throw new Error(`the page is not compiled: there is no ${FOLDERS[0]}`);
  for (const [url, { file, type }] of Object.entries(FILES)) {
    const content = readFileSync(join(folder, file));
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
    const headers = { 'content-security-policy': POLICY, 'cache-control': 'no-cache', etag };
    app.get(url, { config: { isPublic: true }, schema: { hide: true } }, async (request, reply) => {
      reply.headers(headers);
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      return reply.type(type).send(content);
    });
  }
}
