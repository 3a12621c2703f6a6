import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { Store } from '../../../../src/health/store';
import type { Database } from '../../../../src/health/store/database';
import { WrongKeyError } from '../../../../src/health/store/keys';
import { migrate, NewerSchemaError } from '../../../../src/health/store/migrations';
import type { NodeChange } from '../../../../src/health/store/node-record';
import type { Notice } from '../../../../src/health/store/notify';
import { digestOf } from '../../../../src/health/store/states';
import { Vault } from '../../../../src/health/store/vault';
import type { ProbeResult } from '../../../../src/health/types';

export const newKey = (): string => randomBytes(32).toString('base64');
const NODE = { name: 'gpu-07', publicIp: '203.0.113.7', privateIp: '10.0.0.7' };
const SECRETS = { password: 'hunter2', caCert: 'ca text', clientCert: 'cert text', clientKey: 'key text' };

/** A database without anything in it. */
export async function emptied(database: Database): Promise<Database> {
  await database.query('DROP SCHEMA public CASCADE');
  await database.query('CREATE SCHEMA public');
  return database;
}

export const found = (more: Partial<ProbeResult> = {}): ProbeResult => ({
  state: 'failed',
  reason: 'timeout',
  detail: 'no answer',
  elapsedMs: 10,
  warnings: [],
  ...more,
});
const OK = found({ state: 'connected', reason: 'ok', detail: 'Docker 20.10.24, API 1.41' });

/** What the store promises, on any database that speaks its dialect. */
export function storeSuite(open: () => Database): void {
  const KEY = newKey();
  let database: Database;
  let store: Store;
  beforeEach(async () => {
    database = await emptied(open());
    store = await Store.on(database, Vault.of(KEY));
  });
  const add = (change: NodeChange = {}) => store.nodes.create({ ...NODE, ...change }, 'alice');
  const record = async (id: number, result: ProbeResult, revision?: number) => {
    const of = revision ?? (await store.nodes.find(id))!.revision;
    await store.states.record([{ id, revision: of, result, digest: digestOf(result) }]);
  };

  describe('nodes', () => {
    test('a node comes back as it was given, but for its secrets: only that they are there', async () => {
      const node = await add({ ...SECRETS, gpuCount: 8, useTls: true, remark: null });
      expect(node).toMatchObject({
        id: 1,
        source: 'api',
        fields: { ...NODE, gpuCount: 8, sshPort: 22, isOnShelf: true, region: null },
        has: { password: true, caCert: true, clientCert: true, clientKey: true },
        result: { state: 'unknown', reason: 'not-tested', checkedAt: null, warnings: [] },
      });
      expect(JSON.stringify(node)).not.toMatch(/hunter2|key text/);
      const [{ target }] = await store.nodes.targets([1]);
      expect(target.key?.reveal()).toBe('key text');
      expect(JSON.stringify(target)).not.toContain('key text');
    });

    test('nothing secret stands in any row of any table', async () => {
      const { id } = await add(SECRETS);
      await store.nodes.update(id, { password: 'hunter3', remark: 'x' }, 'bob');
      const tables = await database.query<{ name: string }>(
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
      );
      expect(tables.length).toBeGreaterThan(6);
      for (const { name } of tables) {
        const rows = await database.query(`SELECT t::text FROM ${name} t`);
        expect(JSON.stringify(rows)).not.toMatch(/hunter|(?:ca|cert|key) text/);
      }
    });

    test('an update changes what is given, empties secrets with an empty text, and is in the audit log', async () => {
      const { id } = await add(SECRETS);
      const node = await store.nodes.update(id, { region: 'north', password: '', remark: null }, 'bob');
      expect(node).toMatchObject({
        revision: 2,
        fields: { name: 'gpu-07', region: 'north' },
        has: { password: false, clientKey: true },
      });
      expect((await store.audit(1, 10)).list).toMatchObject([
        { actor: 'bob', action: 'update', node: id, name: 'gpu-07', changed: ['region', 'password', 'remark'] },
        { actor: 'alice', action: 'create', node: id },
      ]);
      expect(await store.nodes.update(99, {}, 'bob')).toBeUndefined();
    });

    test('another address or certificate makes what was known unknown; another name does not', async () => {
      const { id } = await add({ dockerAddress: 'tcp://10.0.0.7:2376' });
      await record(id, OK);
      const stateAfter = async (change: NodeChange) => (await store.nodes.update(id, change, 'a'))!.result.state;
      expect(await stateAfter({ name: 'gpu-08', dockerAddress: 'tcp://10.0.0.7:2376' })).toBe('connected');
      expect(await stateAfter({ dockerAddress: 'tcp://10.0.0.8:2376' })).toBe('unknown');
      await record(id, OK);
      expect(await stateAfter({ clientKey: 'other' })).toBe('unknown');
      // What was found of the node as it was before is thrown away.
      await record(id, OK, 1);
      expect((await store.nodes.find(id))!.result.reason).toBe('not-tested');
    });

    test('a deleted node is hidden, and its secrets are gone for good', async () => {
      const { id } = await add(SECRETS);
      await record(id, OK);
      expect(await store.nodes.remove([id, id, 99], 'bob')).toEqual([id]);
      expect(await store.nodes.remove([id], 'bob')).toEqual([]);
      expect(await store.nodes.find(id)).toBeUndefined();
      expect(await store.list({ page: 1, pageSize: 10 })).toEqual({ list: [], total: 0 });
      // What became of it may be read as long as it is kept.
      expect(await store.states.history([id], { limit: 9 })).toMatchObject([{ reason: 'ok' }]);
      expect(await store.states.overview()).toEqual([]);
      const rows = await database.query('SELECT password, client_key, name FROM node');
      expect(rows).toEqual([{ password: null, client_key: null, name: 'gpu-07' }]);
    });

    test('the list: parts of values whatever the case, letters of patterns taken as they are, pages, order', async () => {
      for (const name of ['a%b', 'AxB', 'c_d', 'e\\f']) await add({ name, region: name === 'c_d' ? 'South' : null });
      await record(2, OK);
      await record(3, found());
      const names = async (more: object) =>
        (await store.list({ page: 1, pageSize: 10, ...more })).list.map(({ fields }) => fields.name);
      expect(await names({ parts: { name: 'a' } })).toEqual(['a%b', 'AxB']);
      expect(await names({ parts: { name: '%' } })).toEqual(['a%b']);
      expect(await names({ parts: { name: '_' } })).toEqual(['c_d']);
      expect(await names({ parts: { name: '\\' } })).toEqual(['e\\f']);
      expect(await names({ parts: { name: '', region: 'south' } })).toEqual(['c_d']);
      expect(await names({ state: 'connected' })).toEqual(['AxB']);
      expect(await names({ reason: 'not-tested' })).toEqual(['a%b', 'e\\f']);
      expect(await names({ isOnShelf: false })).toEqual([]);
      expect(await names({ createdAt: [new Date(0), new Date(1)] })).toEqual([]);
      expect(await names({ sort: 'state' })).toEqual(['c_d', 'a%b', 'e\\f', 'AxB']);
      expect(await store.list({ page: 2, pageSize: 3 })).toMatchObject({ total: 4, list: [{ id: 4 }] });
    });
  });

  describe('states', () => {
    test('history has changes of state and reason, not each look', async () => {
      const { id } = await add();
      for (const result of [OK, OK, found(), found({ detail: 'other words' }), found({ reason: 'dns' }), OK]) {
        await record(id, result);
      }
      const changes = await store.states.history([id], { limit: 9 });
      expect(changes.map(({ reason }) => reason)).toEqual(['ok', 'dns', 'timeout', 'ok']);
      expect((await store.nodes.find(id))!.result).toMatchObject({ state: 'connected', changedAt: changes[0].at });
      expect(await store.states.history([id], { limit: 2 })).toHaveLength(2);
      expect(await store.states.history([id], { limit: 9, since: new Date(Date.now() + 60_000) })).toEqual([]);
    });

    test('a node that was changed and is found as it was has no new entry, and is so since then', async () => {
      const { id } = await add();
      await record(id, found());
      const [{ at }] = await store.states.history([id], { limit: 9 });
      for (const clientKey of ['one', 'two']) {
        await store.nodes.update(id, { clientKey }, 'bob');
        await record(id, found());
      }
      expect(await store.states.history([id], { limit: 9 })).toMatchObject([{ at, reason: 'timeout' }]);
      const { result } = (await store.nodes.find(id))!;
      expect([result.reason, result.changedAt]).toEqual(['timeout', at]);
      await store.nodes.update(id, { clientKey: 'three' }, 'bob');
      await record(id, OK);
      expect(await store.states.history([id], { limit: 9 })).toHaveLength(2);
    });

    test('what old changes are forgotten: all but the last of each node', async () => {
      const { id } = await add();
      await record(id, OK);
      await record(id, found());
      await database.query("UPDATE state_change SET at = at - interval '100 days'");
      expect(await store.states.prune(101)).toBe(0);
      expect(await store.states.prune(99)).toBe(1);
      expect(await store.states.history([id], { limit: 9 })).toMatchObject([{ reason: 'timeout' }]);
    });

    test('facts come back; what no database takes is left out', async () => {
      const { id } = await add();
      const docker = { apiVersion: '1.41', runtimes: [], nvidiaRuntime: false, cdiDevices: [], name: 'a\u0000\ud800b' };
      await record(id, { ...OK, docker, tls: { resumed: true, protocol: 'TLSv1.3' }, warnings: ['w'] });
      expect((await store.nodes.find(id))!.result).toMatchObject({
        docker: { ...docker, name: 'ab' },
        tls: { protocol: 'TLSv1.3' },
        warnings: ['w'],
      });
    });

    test('results that say the same are equal, however long they took', () => {
      expect(digestOf({ ...OK, elapsedMs: 99 })).toBe(digestOf(OK));
      expect(digestOf({ ...OK, tls: { resumed: true } })).toBe(digestOf({ ...OK, tls: { resumed: false } }));
      expect(digestOf({ ...OK, warnings: ['x'] })).not.toBe(digestOf(OK));
    });

    test('who listens hears of changes', async () => {
      const heard: Notice[] = [];
      await store.listen(
        (notice) => heard.push(notice),
        () => {},
      );
      const { id } = await add();
      await record(id, OK);
      await record(id, OK);
      for (let i = 0; i < 100 && heard.length < 2; i++) await new Promise((done) => setTimeout(done, 10));
      expect(heard).toEqual([
        { kind: 'node', id },
        {
          kind: 'state',
          id,
          name: 'gpu-07',
          state: 'connected',
          reason: 'ok',
          detail: OK.detail,
          at: expect.any(String),
        },
      ]);
    });
  });

  describe('keys', () => {
    test('another key is refused before anything is read or written', async () => {
      await expect(Store.on(database, Vault.of(newKey()))).rejects.toBeInstanceOf(WrongKeyError);
    });

    test('a new key before the old one: every secret is encrypted anew, and the old key is needed no more', async () => {
      const { id } = await add(SECRETS);
      const newer = newKey();
      await Store.on(database, Vault.of(`${newer}\n${KEY}`));
      const again = await Store.on(database, Vault.of(newer));
      expect((await again.nodes.targets([id]))[0].target.key?.reveal()).toBe('key text');
      await expect(Store.on(database, Vault.of(KEY))).rejects.toBeInstanceOf(WrongKeyError);
    });

    test('a secret that was moved to another node, or changed, cannot be read', async () => {
      await add({ clientKey: 'one' });
      await add({ clientKey: 'two' });
      await database.query('UPDATE node SET client_key = (SELECT client_key FROM node WHERE id = 1) WHERE id = 2');
      const [{ target }] = await store.nodes.targets([2]);
      expect(() => target.key?.reveal()).toThrow('node 2 clientKey was changed in the database');
    });
  });

  describe('schema', () => {
    test('many servers that start at once migrate once', async () => {
      await emptied(database);
      await Promise.all([1, 2, 3, 4].map(() => migrate(database)));
      expect(await database.query('SELECT version FROM schema_version')).toEqual([{ version: 2 }]);
    });

    test('a newer schema is left alone', async () => {
      await database.query('UPDATE schema_version SET version = 99');
      await expect(migrate(database)).rejects.toBeInstanceOf(NewerSchemaError);
    });

    test('a step that fails leaves nothing behind', async () => {
      await emptied(database);
      await database.query('CREATE TABLE audit ()');
      await expect(migrate(database)).rejects.toMatchObject({ code: '42P07' });
      const tables = await database.query(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'",
      );
      expect(tables).toEqual([{ table_name: 'audit' }]);
    });

    test('errors of the database tell their code, never a value', async () => {
      const error = await database.query("SELECT 'hunter2'::int").catch((thrown) => thrown);
      expect(`${error} ${JSON.stringify(error)}`).toBe(
        'DatabaseError: the database says 22P02 {"code":"22P02","severity":"ERROR","name":"DatabaseError"}',
      );
    });
  });

  test('hosts of an inventory stand beside other nodes, follow the file, and are not changed over the API', async () => {
    await add();
    const host = (name: string, address: string) => ({
      host: { name, address, groups: [], count: 1, gpus: [], docker: { tls: true, caFile: 'ca.pem' } },
      dockerAddress: `tcp://${address}:2376`,
    });
    await store.syncInventory([host('a', '10.0.0.1'), host('b', '10.0.0.2')]);
    await store.syncInventory([host('a', '10.0.0.1'), host('c', '10.0.0.3')]);
    await store.syncInventory([host('a', '10.0.0.9'), host('c', '10.0.0.3')]);
    const { list } = await store.list({ page: 1, pageSize: 10 });
    expect(list.map(({ source, fields, revision }) => [source, fields.name, fields.privateIp, revision])).toEqual([
      ['api', 'gpu-07', '10.0.0.7', 1],
      ['inventory', 'a', '10.0.0.9', 2],
      ['inventory', 'c', '10.0.0.3', 1],
    ]);
    const ids = list.map(({ id }) => id);
    expect(await store.nodes.update(ids[1], { name: 'x' }, 'bob')).toBeUndefined();
    expect(await store.nodes.remove(ids, 'bob')).toEqual([ids[0]]);
    const { list: log } = await store.audit(1, 100);
    expect(log.filter(({ actor }) => actor === 'inventory').map(({ name }) => name)).toEqual(['a', 'b', 'c', 'b', 'a']);
  });
}
