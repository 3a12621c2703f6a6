import { accepted, type Mutation, refused } from './mutation';

const MEBIBYTE = 1024 * 1024;
const base64 = (text: string): string => Buffer.from(text).toString('base64');

export const dataMutations: readonly Mutation[] = [
  refused('ConfigMap', 'a key with a slash', 'GPULAB1209', (o) => (o.data = { 'a/b': 'c' })),
  refused('ConfigMap', 'a key with a blank', 'GPULAB1209', (o) => (o.data = { 'a b': 'c' })),
  refused('ConfigMap', 'a key that is a dot', 'GPULAB1209', (o) => (o.data = { '.': 'c' })),
  refused('ConfigMap', 'a key of 254 characters', 'GPULAB1209', (o) => (o.data = { ['a'.repeat(254)]: 'c' })),
  accepted('ConfigMap', 'a key that begins with a dot', (o) => (o.data = { '.bashrc': 'c' })),
  accepted('ConfigMap', 'a key in capitals with an underscore', (o) => (o.data = { A_B: 'c' })),
  refused('ConfigMap', 'a value that is a number', 'GPULAB1205', (o) => (o.data.mode = 5)),
  refused('ConfigMap', 'a value that is an object', 'GPULAB1205', (o) => (o.data.mode = { a: 'b' })),
  refused('ConfigMap', 'a value that is true', 'GPULAB1205', (o) => (o.data.mode = true)),
  refused('ConfigMap', 'binary data that is not base64', 'GPULAB1209', (o) => (o.binaryData.blob = 'a b')),
  refused('ConfigMap', 'one key in both maps', 'GPULAB1210', (o) => (o.binaryData.mode = 'AAEC')),
  refused('ConfigMap', 'more than a mebibyte', 'GPULAB1216', (o) => (o.data = { a: 'x'.repeat(MEBIBYTE + 1) })),
  refused(
    'ConfigMap',
    'more than a mebibyte in bytes only',
    'GPULAB1216',
    (o) => (o.data = { a: 'ä'.repeat(MEBIBYTE / 2 + 1) }),
  ),
  accepted('ConfigMap', 'a mebibyte', (o) =>
    Object.assign(o, { data: { a: 'x'.repeat(MEBIBYTE) }, binaryData: undefined }),
  ),
  accepted('ConfigMap', 'no data', (o) => {
    delete o.data;
    delete o.binaryData;
  }),
  refused('ConfigMap', 'data below a spec', 'GPULAB1203', (o) => (o.spec = { data: {} })),
  refused('ConfigMap', 'immutable as text', 'GPULAB1205', (o) => (o.immutable = 'true')),

  refused('Secret', 'plain text as data', 'GPULAB1209', (o) => (o.data.value = 'secret!')),
  refused('Secret', 'base64 without its padding', 'GPULAB1209', (o) => (o.data.value = 'c2VjcmV0cw')),
  accepted('Secret', 'base64 in two lines', (o) => (o.data.value = 'c2Vj\ncmV0')),
  accepted('Secret', 'empty data', (o) => (o.data.value = '')),
  accepted('Secret', 'plain text as stringData', (o) => (o.stringData.value = 'secret!')),
  refused('Secret', 'a key with a blank', 'GPULAB1209', (o) => (o.stringData = { 'a b': 'c' })),
  accepted('Secret', 'a type of its own', (o) => (o.type = 'example.com/token')),
  accepted('Secret', 'no type', (o) => delete o.type),
  refused('Secret', 'TLS without key', 'GPULAB1204', (o) =>
    Object.assign(o, { type: 'kubernetes.io/tls', data: { 'tls.crt': '' } }),
  ),
  accepted('Secret', 'TLS with empty halves', (o) =>
    Object.assign(o, { type: 'kubernetes.io/tls', data: { 'tls.crt': '', 'tls.key': '' } }),
  ),
  refused(
    'Secret',
    'a registry login under another key',
    'GPULAB1204',
    (o) => (o.type = 'kubernetes.io/dockerconfigjson'),
  ),
  refused('Secret', 'a registry login that is not JSON', 'GPULAB1209', (o) =>
    Object.assign(o, { type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': base64('auths') } }),
  ),
  accepted('Secret', 'a registry login', (o) =>
    Object.assign(o, { type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': '{"auths": {}}' } }),
  ),
  refused('Secret', 'a login without user and password', 'GPULAB1204', (o) => (o.type = 'kubernetes.io/basic-auth')),
  accepted('Secret', 'a login without user', (o) =>
    Object.assign(o, { type: 'kubernetes.io/basic-auth', stringData: { password: 'x' } }),
  ),
  refused('Secret', 'an SSH login without key', 'GPULAB1204', (o) => (o.type = 'kubernetes.io/ssh-auth')),
  refused('Secret', 'a token of nobody', 'GPULAB1204', (o) => (o.type = 'kubernetes.io/service-account-token')),
  refused('Secret', 'more than a mebibyte', 'GPULAB1216', (o) => (o.data = { a: base64('x'.repeat(MEBIBYTE + 1)) })),
];
