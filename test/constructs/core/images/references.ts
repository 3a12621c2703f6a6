import fc from 'fast-check';

const part = fc.stringMatching(/^[a-z0-9]{1,6}((\.|_|__|-{1,2})[a-z0-9]{1,4})?$/);
const registry = fc.oneof(
  fc.stringMatching(/^[a-z0-9]{1,5}(\.[a-z0-9]{1,5}){1,2}$/),
  fc.stringMatching(/^[a-z0-9]{1,5}:[1-9][0-9]{0,4}$/),
  fc.stringMatching(/^\[[0-9a-f]{1,4}(:[0-9a-f]{1,4}){1,3}\](:[1-9][0-9]{0,4})?$/),
  fc.constant('localhost'),
  fc.constant('docker.io'),
);
const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,12}$/);
const digest = fc.stringMatching(/^sha256:[0-9a-f]{64}$/);

/** References as people write them: short and long, with ports and addresses, tags, digests and both. */
export const references = fc
  .record({
    registry: fc.option(registry),
    path,
    tag: fc.option(tag),
    digest: fc.option(digest, { freq: 2 }),
  })
  .map(
    (one) =>
      (one.registry === null ? '' : `${one.registry}/`) +
      one.path +
      (one.tag === null ? '' : `:${one.tag}`) +
      (one.digest === null ? '' : `@${one.digest}`),
  );
