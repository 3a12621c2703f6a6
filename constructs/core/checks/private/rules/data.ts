import { DATA_KEY } from '../formats';
import { formatOfKeys, isSet, missing } from '../rule';
import type { Fields, Rule, Walk } from '../walk';

/** k8s.io/kubernetes pkg/apis/core: MaxSecretSize, of a ConfigMap as well. */
const MAX_BYTES = 1024 * 1024;
const BYTES_PER_UNIT = 3;

const decodedLength = (base64: string): number => Buffer.from(base64, 'base64').length;

/** Bytes of all values together; counted exactly only where it could matter. */
function checkSize(texts: Fields | undefined, encoded: Fields | undefined, what: string, walk: Walk): void {
  let units = 0;
  for (const map of [texts, encoded]) for (const key in map) units += map[key]?.length ?? 0;
  if (units * BYTES_PER_UNIT <= MAX_BYTES) return;
  let bytes = 0;
  for (const key in texts) if (texts[key] != null) bytes += Buffer.byteLength(texts[key]);
  for (const key in encoded) if (encoded[key] != null && texts?.[key] == null) bytes += decodedLength(encoded[key]);
  if (bytes > MAX_BYTES) walk.error('GPULAB1216', [], `the ${what} has ${bytes} bytes; ${MAX_BYTES} are allowed`);
}

const configMap: Rule = (object, walk) => {
  checkSize(object.data, object.binaryData, 'ConfigMap', walk);
  for (const key in object.data) {
    if (object.data[key] != null && object.binaryData?.[key] != null)
      walk.error('GPULAB1210', ['binaryData', key], `${key} is in data too`);
  }
};

/** What Secrets of a well-known type must hold; one of each list. */
const NEEDED: { readonly [type: string]: readonly (readonly string[])[] } = {
  'kubernetes.io/tls': [['tls.crt'], ['tls.key']],
  'kubernetes.io/dockerconfigjson': [['.dockerconfigjson']],
  'kubernetes.io/dockercfg': [['.dockercfg']],
  'kubernetes.io/basic-auth': [['username', 'password']],
  'kubernetes.io/ssh-auth': [['ssh-privatekey']],
};
const JSON_KEYS: { readonly [type: string]: string } = {
  'kubernetes.io/dockerconfigjson': '.dockerconfigjson',
  'kubernetes.io/dockercfg': '.dockercfg',
};
const TOKEN_TYPE = 'kubernetes.io/service-account-token';
const TOKEN_ANNOTATION = 'kubernetes.io/service-account.name';

const textOf = (secret: Fields, key: string): string | undefined =>
  secret.stringData?.[key] ??
  (secret.data?.[key] == null ? undefined : Buffer.from(secret.data[key], 'base64').toString());

const secret: Rule = (object, walk) => {
  checkSize(object.stringData, object.data, 'Secret', walk);
  const { type } = object;
  for (const keys of NEEDED[type] ?? []) {
    if (keys.every((key) => textOf(object, key) === undefined))
      walk.error('GPULAB1204', 'data', `a Secret of type ${type} needs the key ${keys.join(' or ')}`);
  }
  const text = JSON_KEYS[type] && textOf(object, JSON_KEYS[type]);
  if (text !== undefined && !isJsonObject(text))
    walk.error('GPULAB1209', ['data', JSON_KEYS[type]], `${JSON_KEYS[type]} is not a JSON object`);
  if (type === TOKEN_TYPE && !isSet(object.metadata?.annotations?.[TOKEN_ANNOTATION]))
    missing(walk, ['metadata', 'annotations', TOKEN_ANNOTATION], `a Secret of type ${TOKEN_TYPE} needs it`);
};

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return value === null || (typeof value === 'object' && !Array.isArray(value));
  } catch {
    return false;
  }
}

export const DATA_RULES: readonly (readonly [string, readonly Rule[]])[] = [
  ['core.v1.ConfigMap', [formatOfKeys(DATA_KEY, 'data', 'binaryData'), configMap]],
  ['core.v1.Secret', [formatOfKeys(DATA_KEY, 'data', 'stringData'), secret]],
];
