import fc, { type Arbitrary } from 'fast-check';

/** What of JSON Schema our document has. */
interface Schema {
  readonly type?: string;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly properties?: { readonly [name: string]: Schema };
  readonly items?: Schema;
}

/** One operation of an OpenAPI document. */
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
}

/** A document, in what requests are made of. */
export interface Document {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
}

/** A request that a stranger may send. */
export interface Wild {
  readonly method: string;
  readonly path: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
}

/** Addresses that a test may dial, and some that nobody can. */
const ADDRESSES = ['tcp://127.0.0.1:1', '127.0.0.1:1', 'tcp://', 'tcp://:0', 'x://\u0000', 'unix:///x', 'tcp://[::'];
const LETTERS = fc.string({ unit: 'binary', maxLength: 40 });
/** Any value of JSON. */
const JUNK = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  LETTERS,
  fc.constantFrom('', '\u0000', '__proto__', "'; DROP TABLE node; --", 1e308, -1, 2 ** 53, '\ud800', '9'.repeat(400)),
);

/** Requests for the operations of a document, most of them malformed. */
export function wildRequests({ paths }: Document, token: string): Arbitrary<Wild> {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  return fc.constantFrom(...operations.filter(({ path }) => path !== '/events')).chain(({ path, method, operation }) =>
    fc
      .record({
        query: fc.record(
          Object.fromEntries((operation.parameters ?? []).map(({ name, schema }) => [name, valueFor(schema)])),
          {
            requiredKeys: [],
          },
        ),
        body: bodyOf(operation),
        type: fc.constantFrom('application/json', 'application/json', 'application/json', 'text/plain', ''),
        token: fc.constantFrom(token, token, token, token, 'wrong', ''),
        method: fc.constantFrom(method, method, method, 'PATCH', 'POST'),
      })
      .map((made) => ({
        method: made.method,
        path: path + queryText(made.query),
        headers: {
          ...(made.body !== undefined && made.type && { 'content-type': made.type }),
          ...(made.token && { 'x-token': made.token }),
        },
        ...(made.method !== 'GET' && { body: made.body }),
      })),
  );
}

function bodyOf({ requestBody }: Operation): Arbitrary<string | undefined> {
  if (!requestBody) return fc.constant(undefined);
  const { properties = {} } = requestBody.content['application/json'].schema;
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      name === 'dockerAddress' ? fc.constantFrom(...ADDRESSES) : valueFor(schema),
    ]),
  );
  return fc.oneof(
    { weight: 8, arbitrary: fc.record(fields, { requiredKeys: [] }).map((body) => JSON.stringify(body)) },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: LETTERS },
  );
}

/** A value of the kind that is wanted, or of any other. */
function valueFor(schema: Schema): Arbitrary<unknown> {
  const kinds: { readonly [type: string]: Arbitrary<unknown> } = {
    integer: fc.oneof(fc.integer(), fc.maxSafeInteger()),
    number: fc.double(),
    boolean: fc.boolean(),
    string: fc.oneof(LETTERS, fc.ipV4(), fc.ipV6(), fc.nat().map(String)),
    array: fc.array(schema.items ? fc.nat().map(String) : LETTERS, { maxLength: 4 }),
    null: fc.constant(null),
  };
  const wanted = schema.enum ? fc.constantFrom(...schema.enum) : (kinds[schema.type ?? ''] ?? JUNK);
  const one = schema.anyOf ? fc.oneof(...schema.anyOf.map(valueFor)) : wanted;
  return fc.oneof({ weight: 3, arbitrary: one }, { weight: 1, arbitrary: JUNK });
}

function queryText(query: { readonly [name: string]: unknown }): string {
  const parts = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map(
      (one) => `${encodeURIComponent(name)}=${encoded(typeof one === 'object' ? JSON.stringify(one) : String(one))}`,
    ),
  );
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

/** Half of a surrogate pair cannot be encoded; a broken escape is sent in its place. */
function encoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return '%E0%A4%A';
  }
}
