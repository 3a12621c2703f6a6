import { expect, test } from 'vitest';
import { isSecretPath } from '../../../../constructs/core/private/secret-key';
import { schemaIssues } from '../../../../constructs/core/values/private/schema-check';

test.each(['password', 'adminPassword', 'SSH_PASSWORD', 'token', 'accessKey', 'api_key', 'clientSecret'])(
  '%s is the key of a secret',
  (key) => expect(isSecretPath(['a', key, 0])).toBe(true),
);

test.each(['key', 'tokens', 'passwordPolicy', 'monkey', 'secretName'])('%s is none', (key) =>
  expect(isSecretPath([key])).toBe(false),
);

test.each([
  [{ type: 'object' as const }, 'S3cr3t'],
  [{ type: 'object' as const }, 31337],
  [{ type: 'string' as const, pattern: '^[a-z]+$' }, 'S3cr3t'],
  [{ enum: ['a'] }, 'S3cr3t'],
  [{ type: 'string' as const, not: { enum: ['S3cr3t'] } }, 'S3cr3t'],
])('what the schema refuses is not shown where its key is that of a secret: %j', (schema, value) => {
  const root = { type: 'object' as const, properties: { accessKey: schema, other: schema } };
  const messages = schemaIssues(root as any, { accessKey: value, other: value }).map(({ message }) => message);
  expect(messages).toHaveLength(2);
  expect(messages[0]).not.toMatch(/S3cr3t|31337/);
  expect(messages[1]).toMatch(/S3cr3t|31337/);
});
