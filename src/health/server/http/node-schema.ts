import { isIP } from 'node:net';
import { z } from 'zod';
import { ProbeFailure } from '../../probe/failure';
import { certificatesOf, keyOf } from '../../probe/pem';
import { REASONS } from '../../reasons';
import { SORTS } from '../../store/node-list';

/** Longest texts (facts: compute-nodes.md 2); of PEM a chain of certificates may be long. */
const TEXT = 255;
const ADDRESS = 500;
const REMARK = 1000;
const PEM = 65_536;
const MOST_PORT = 65_535;
/** A list is one answer: more would block everybody else. */
const MOST_ON_PAGE = 1000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const LINE = /^[^\u0000-\u001f\u007f\p{Cs}]*$/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: line ends and tabs are allowed
const LINES = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Cs}]*$/u;
const line = (longest: number) => z.string().max(longest).regex(LINE, 'has control characters');
const lines = (longest: number) => z.string().max(longest).regex(LINES, 'has control characters');

/** Texts in the seed, whole numbers in the code of the real system: both are taken. */
const amount = z
  .union([z.int().min(0), line(TEXT)])
  .refine((value) => typeof value === 'number' || !/^\s*[-+]?[\d.]+\s*$/.test(value) || /^\s*\d+\s*$/.test(value), {
    message: 'a number is a whole one, not below 0',
  })
  .describe('a whole number, or words');
const address = line(TEXT).refine((value) => isIP(value) > 0, 'is neither an IPv4 nor an IPv6 address');
const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const secret = (what: string) => lines(PEM).describe(`${what}; goes in and never comes out`);

/** The empty text takes the value away; any other must parse. */
const pem = (what: string, parse: (text: string) => unknown) =>
  secret(what).superRefine((text, context) => {
    try {
      if (text !== '') parse(text);
    } catch (error) {
      if (!(error instanceof ProbeFailure)) throw error;
      context.addIssue({ code: 'custom', message: error.detail });
    }
  });

/** What a node may be given (facts: compute-nodes.md 2). */
const FIELDS = {
  name: line(TEXT).regex(/\S/, 'is blank'),
  region: line(TEXT),
  cpu: amount,
  memory: amount,
  systemDisk: amount,
  dataDisk: amount,
  publicIp: address,
  privateIp: address,
  sshPort: z.int().min(1).max(MOST_PORT),
  username: line(TEXT),
  password: secret('password of SSH'),
  gpuName: line(TEXT),
  gpuCount: count,
  memoryCapacity: count.describe('memory of one GPU, GB'),
  hamiCore: line(ADDRESS).regex(/^(?:\/(?!(?:.*\/)?\.\.(?:\/|$)).*)?$/, 'is no absolute path, or has ..'),
  dockerAddress: line(ADDRESS).describe('tcp://HOST:PORT'),
  useTls: z.boolean(),
  serverName: line(TEXT).describe("name in the daemon's certificate, where it is not that of the address"),
  caCert: pem('authority of the daemon, PEM', (text) => certificatesOf(text, 'CA certificate', 'bad-ca')),
  clientCert: pem('client certificate, PEM', (text) => certificatesOf(text, 'client certificate', 'bad-client-cert')),
  clientKey: pem('key of the client certificate, PEM, not encrypted', keyOf),
  isOnShelf: z.boolean(),
  remark: lines(REMARK),
};
type Shape = typeof FIELDS;

const optional = Object.fromEntries(
  Object.entries(FIELDS).map(([name, schema]) => [name, (schema as z.ZodType).nullish()]),
) as { [name in keyof Shape]: z.ZodOptional<z.ZodNullable<Shape[name]>> };
const { name, publicIp, privateIp } = FIELDS;

const id = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
/** In a query everything is text. */
const idText = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'is no identifier')
  .transform(Number);
const idTexts = z.union([idText.transform((one) => [one]), z.array(idText).min(1).max(MOST_ON_PAGE)]);
const flagText = z.enum(['true', 'false']).transform((text) => text === 'true');
const numberText = (most: number, fallback: number) =>
  z
    .string()
    .refine((text) => /^[1-9]\d{0,8}$/.test(text), 'is no number from 1')
    .transform(Number)
    .refine((number) => number <= most, `is more than ${most}`)
    .default(fallback)
    .meta({ type: 'integer', minimum: 1, maximum: most, description: `default: ${fallback}` });
const timeText = z
  .string()
  .max(40)
  .refine((text) => !Number.isNaN(Date.parse(text)), 'is no time, as 2026-01-31T12:00:00Z')
  .transform((text) => new Date(text));

/** What we answer and clients of the old system send back. It says nothing; any other field is a mistake. */
const ignored = z.unknown().optional().meta({ readOnly: true, description: 'is answered, and ignored here' });
const ANSWERED = ['CreatedAt', 'UpdatedAt', 'source', 'hasPassword', 'hasCaCert', 'hasClientCert', 'hasClientKey'];
const answered = Object.fromEntries([...ANSWERED, 'dockerStatus', 'health', 'warnings'].map((name) => [name, ignored]));

/** Without these three there is no node; null counts as absent. */
export const createSchema = z.strictObject({ ...optional, name, publicIp, privateIp, ID: ignored, ...answered });
export const updateSchema = z.strictObject({ ...optional, ID: id, ...answered });
export type NodeInput = z.infer<typeof updateSchema> | z.infer<typeof createSchema>;

const confirm = { confirm: flagText.default(false).describe('delete although containers run there') };
export const oneQuery = z.object({ ID: idText });
export const deleteQuery = oneQuery.extend(confirm);
export const deleteManyQuery = z.object({ 'IDs[]': idTexts, ...confirm });
export const pageQuery = z.object({ page: numberText(1_000_000, 1), pageSize: numberText(MOST_ON_PAGE, 10) });

const part = line(ADDRESS).optional();
export const listQuery = pageQuery.extend({
  name: part,
  region: part,
  publicIp: part,
  privateIp: part,
  gpuName: part,
  isOnShelf: flagText.optional(),
  state: z.enum(['connected', 'failed', 'unknown']).optional(),
  reason: z.enum(Object.keys(REASONS) as [keyof typeof REASONS]).optional(),
  'createdAtRange[]': z
    .tuple([timeText, timeText], 'is not two times, from and to')
    .refine(([from, to]) => from <= to, 'ends before it begins')
    .optional(),
  sort: z.enum(Object.keys(SORTS) as [keyof typeof SORTS]).optional(),
});
export const historyQuery = z.object({
  'IDs[]': idTexts,
  since: timeText.optional(),
  limit: numberText(MOST_ON_PAGE, 100),
});
export const testBody = z.object({ ID: id });

const nullable = <T extends z.ZodType>(schema: T) => schema.nullable();
const stateSchema = z.enum(['connected', 'failed', 'unknown']);
const certificateSchema = z.object({
  subject: z.string(),
  issuer: z.string(),
  names: z.string(),
  fingerprint: z.string(),
  validTo: z.string(),
  daysLeft: z.number(),
});

/** What is known of a node's Docker endpoint. */
const healthSchema = z.object({
  state: stateSchema,
  reason: z.string().describe('GET /reasons has its words'),
  detail: z.string(),
  elapsedMs: z.number(),
  changedAt: z.string(),
  checkedAt: nullable(z.string()),
  warnings: z.array(z.string()),
  tls: z
    .object({
      protocol: z.string().optional(),
      cipher: z.string().optional(),
      server: certificateSchema.optional(),
      client: certificateSchema.optional(),
    })
    .optional(),
  docker: z.looseObject({ apiVersion: z.string() }).optional(),
});

/** A node as it is answered: secrets are told of, not told. */
export const nodeSchema = z
  .object({
    ID: z.number(),
    CreatedAt: z.string(),
    UpdatedAt: z.string(),
    source: z.enum(['api', 'inventory']).describe('a node of the inventory is read-only'),
    name: z.string(),
    region: nullable(z.string()),
    cpu: nullable(z.union([z.number(), z.string()])),
    memory: nullable(z.union([z.number(), z.string()])),
    systemDisk: nullable(z.union([z.number(), z.string()])),
    dataDisk: nullable(z.union([z.number(), z.string()])),
    publicIp: nullable(z.string()),
    privateIp: nullable(z.string()),
    sshPort: z.number(),
    username: nullable(z.string()),
    gpuName: nullable(z.string()),
    gpuCount: nullable(z.number()),
    memoryCapacity: nullable(z.number()),
    hamiCore: nullable(z.string()),
    dockerAddress: nullable(z.string()),
    useTls: z.boolean(),
    serverName: nullable(z.string()),
    isOnShelf: z.boolean(),
    remark: nullable(z.string()),
    hasPassword: z.boolean(),
    hasCaCert: z.boolean(),
    hasClientCert: z.boolean(),
    hasClientKey: z.boolean(),
    dockerStatus: stateSchema,
    health: healthSchema,
  })
  .meta({ id: 'Node' });
export type NodeAnswer = z.infer<typeof nodeSchema>;

export const pageOf = <T extends z.ZodType>(entry: T) =>
  z.object({ list: z.array(entry), total: z.number(), page: z.number(), pageSize: z.number() });
