import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../../../src/health/store';
import type { Database } from '../../../../src/health/store/database';
import type { NodeTarget } from '../../../../src/health/types';
import { PERIOD_MS, TestServer, TOKEN, until } from './api-client';
import { closeServers, docker, http, https } from './docker';
import { type Lab, mutual, plainTarget, theLab } from './lab';
import { emptied } from './store-suite';

const CONTAINERS = [{ Id: 'c0ffee', Names: ['/student-wang'], Image: 'pytorch:2.4' }];

/** What the API promises, on any database. */
export function apiSuite(open: () => Database): void {
  let lab: Lab;
  let api: TestServer;
  const inventory: NodeTarget[] = [{ ...plainTarget('tcp://127.0.0.1:1'), name: 'of-file' }];
  beforeAll(async () => {
    lab = await theLab();
    api = await TestServer.start(await emptied(open()), { inventory });
  });
  afterAll(() => api?.stop());
  afterEach(closeServers);

  const NODE = { name: 'gpu-07', publicIp: '203.0.113.7', privateIp: '10.0.0.7' };
  const secured = (port: number) => ({
    ...NODE,
    dockerAddress: `tcp://127.0.0.1:${port}`,
    password: 'hunter2',
    caCert: lab.ca.cert,
    clientCert: lab.client.cert,
    clientKey: lab.client.key,
  });
  const plain = (port: number) => ({ ...NODE, dockerAddress: `tcp://127.0.0.1:${port}`, useTls: false });
  const at = (action: string) => `/computeNode/${action}`;
  const find = (id: number) => api.json(`${at('findComputeNode')}?ID=${id}`);

  describe('who comes in', () => {
    test.each([
      ['no token', {}],
      ['a wrong one', { 'x-token': `${TOKEN}x` }],
      ['one of another scheme', { authorization: `Basic ${TOKEN}` }],
      ['an empty one', { 'x-token': '' }],
    ])('%s is refused with status 401, in the form of every error (GPULAB4421)', async (_name, headers) => {
      for (const path of ['/computeNode/getComputeNodeList', '/metrics', '/events', '/audit', '/history?IDs[]=1']) {
        const answer = await fetch(api.server.url + path, { headers });
        expect([path, answer.status, await answer.json()]).toEqual([
          path,
          401,
          { code: 7, data: { error: 'GPULAB4421' }, msg: '未登录或令牌无效' },
        ]);
      }
    });

    test.each([
      ['x-token', TOKEN],
      ['authorization', `Bearer ${TOKEN}`],
    ])('with %s: %s one comes in', async (name, value) => {
      const headers = { [name]: value };
      expect((await fetch(`${api.server.url}/audit`, { headers })).status).toBe(200);
    });

    test('whether the server is well, the reasons and the description of the API are for everybody', async () => {
      for (const path of ['/healthz', '/readyz', '/reasons', '/openapi.json']) {
        expect([path, (await fetch(api.server.url + path)).status]).toEqual([path, 200]);
      }
    });

    test('every answer has the headers that keep it from being kept, framed or run', async () => {
      for (const path of ['/healthz', '/nowhere', '/metrics', at('getComputeNodeList')]) {
        const { headers } = await api.fetch(path);
        expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
        expect(headers.get('x-content-type-options')).toBe('nosniff');
        expect(headers.get('cache-control')).toBe('no-store');
      }
    });
  });

  describe('nodes', () => {
    test('a node is added and looked at; its secrets never come back', async () => {
      const { port } = await https(mutual(lab));
      const answer = await api.create({ ...secured(port), cpu: '128', memory: 1024, gpuCount: 8, memoryCapacity: 24 });
      expect(answer).toMatchObject({
        code: 0,
        msg: 'created',
        data: {
          ID: expect.any(Number),
          ...NODE,
          cpu: 128,
          memory: 1024,
          sshPort: 22,
          useTls: true,
          isOnShelf: true,
          source: 'api',
          dockerStatus: 'connected',
          hasPassword: true,
          hasClientKey: true,
          health: { state: 'connected', reason: 'ok', docker: { version: '20.10.24' }, tls: { protocol: 'TLSv1.3' } },
        },
      });
      const { ID } = answer.data;
      const texts = [answer, await find(ID), await api.json(at('getComputeNodeList')), await api.json('/audit')];
      expect(JSON.stringify(texts)).not.toMatch(/hunter2|PRIVATE KEY|BEGIN CERT/);
      expect((await api.json(`${at('getComputeNode')}?ID=${ID}`)).data).toMatchObject({ ID, ...NODE });
    });

    test('an update changes what is given and looks anew; null and absent fields stay', async () => {
      const { port } = await https(mutual(lab));
      const { ID } = (await api.create(secured(port))).data;
      const update = (more: object) => api.send('PUT', at('updateComputeNode'), { ID, ...more });
      expect((await update({ region: 'north', remark: null })).data).toMatchObject({
        region: 'north',
        name: 'gpu-07',
        dockerStatus: 'connected',
      });
      expect((await update({ dockerAddress: 'tcp://127.0.0.1:1' })).data).toMatchObject({
        dockerStatus: 'failed',
        health: { reason: 'connection-refused' },
      });
      expect((await update({ region: '', password: '', dockerAddress: '' })).data).toMatchObject({
        region: null,
        hasPassword: false,
        hasClientKey: true,
        health: { reason: 'not-configured' },
      });
      expect(await api.send('PUT', at('updateComputeNode'), { ID: 4711, name: 'x' })).toMatchObject({
        code: 7,
        data: { error: 'GPULAB4422' },
      });
    });

    test('a name that another node has is taken, and told as a warning when it is given', async () => {
      const named = (name: string) => api.create({ ...NODE, name });
      const first = await named('twice');
      expect(first.data.warnings).toBeUndefined();
      const second = await named('twice');
      const warnings = [`node ${first.data.ID} has this name, too`];
      expect(second).toMatchObject({ code: 0, data: { name: 'twice', warnings } });
      const update = async (change: object) =>
        (await api.send('PUT', at('updateComputeNode'), { ID: second.data.ID, ...change })).data;
      expect((await update({ region: 'north' })).warnings).toBeUndefined();
      expect((await update(second.data)).warnings).toEqual(warnings);
      expect((await update({ name: 'once' })).warnings).toBeUndefined();
      await api.fetch(`${at('deleteComputeNode')}?ID=${first.data.ID}`, { method: 'DELETE' });
      expect((await update({ name: 'twice' })).warnings).toBeUndefined();
    });

    test('a test looks now', async () => {
      const server = await http(docker());
      const { ID } = (await api.create(plain(server.port))).data;
      await closeServers();
      expect(await api.send('POST', at('testConnection'), { ID })).toMatchObject({
        code: 0,
        msg: 'tested',
        data: { status: 'failed', message: expect.stringContaining('nothing listens there'), node: { ID } },
      });
      expect(await api.send('POST', at('testConnection'), { ID: 4711 })).toMatchObject({
        data: { error: 'GPULAB4422' },
      });
    });

    test('the list has pages and filters', async () => {
      for (const name of ['list-a', 'list-b', 'LIST-c'])
        await api.create({ ...NODE, name, region: 'west', isOnShelf: name !== 'list-b' });
      const list = async (query: string) => (await api.json(`${at('getComputeNodeList')}?region=west&${query}`)).data;
      expect(await list('name=list&pageSize=2&page=2')).toMatchObject({
        total: 3,
        page: 2,
        pageSize: 2,
        list: [{ name: 'LIST-c' }],
      });
      expect((await list('isOnShelf=false')).list).toMatchObject([{ name: 'list-b' }]);
      expect((await list('state=connected')).total).toBe(0);
      expect((await list('state=unknown&reason=not-configured&sort=name')).total).toBe(3);
      const range = (from: string, to: string) => `createdAtRange[]=${from}&createdAtRange[]=${to}`;
      expect((await list(range('2020-01-01', '2021-01-01'))).total).toBe(0);
      expect((await list(range('2020-01-01', '2099-01-01'))).total).toBe(3);
    });

    test('everything that is wrong is told at once, by field (GPULAB4420)', async () => {
      const wrong = {
        ...{ name: '  ', publicIp: '10.0.0', sshPort: 0, cpu: -1, memory: '1.5', gpuCount: 'eight' },
        ...{
          hamiCore: '/a/../b',
          remark: 'x'.repeat(1001),
          region: 'a\u0000b',
          caCert: 'no PEM',
          clientKey: lab.client.cert,
        },
      };
      const { code, data, msg } = await api.create(wrong);
      expect([code, data.error, msg]).toEqual([7, 'GPULAB4420', 'the request is not valid']);
      expect(data.problems.map(({ field }: { field: string }) => field).sort()).toEqual([
        ...['caCert', 'clientKey', 'cpu', 'gpuCount', 'hamiCore', 'memory', 'name', 'privateIp', 'publicIp'],
        ...['region', 'remark', 'sshPort'],
      ]);
      const messages = JSON.stringify(data.problems);
      expect(messages).toContain('the client key is a certificate');
      expect(messages).not.toContain('BEGIN');
    });

    test.each([
      ['tcp://0.0.0.0:2376', 'is one to listen on'],
      ['unix:///var/run/docker.sock', 'a socket of this machine'],
      ['tcp://169.254.169.254:80', 'where a cloud tells credentials'],
      ['tcp://[fe80::1]:2376', 'where a cloud tells credentials'],
      ['tcp://[::ffff:169.254.169.254]:2376', 'where a cloud tells credentials'],
      ['http://10.0.0.7:2375', 'says http, but the node uses TLS'],
      ['tcp://root:hunter2@10.0.0.7:2376', 'holds a user name'],
    ])('%s is not dialled for who has a token', async (dockerAddress, message) => {
      const answer = await api.create({ ...NODE, dockerAddress });
      expect(answer.data).toMatchObject({ error: 'GPULAB4420', problems: [{ field: 'dockerAddress' }] });
      expect(answer.data.problems[0].message).toContain(message);
      expect(JSON.stringify(answer)).not.toContain('hunter2');
    });

    test('a certificate with the key of another is refused', async () => {
      const answer = await api.create({ ...secured(1), clientKey: lab.otherClient.key });
      expect(answer.data.problems).toEqual([
        { field: 'clientKey', message: 'the client key is not that of the client certificate' },
      ]);
    });
  });

  describe('deletion', () => {
    const busy = () =>
      http((request, response) =>
        request.url?.startsWith('/containers/json')
          ? response.end(JSON.stringify(CONTAINERS))
          : docker()(request, response),
      );
    const remove = (query: string) => api.json(at(`deleteComputeNode?${query}`), { method: 'DELETE' });

    test('containers that run are told, and the node stays until that is confirmed (GPULAB4424)', async () => {
      const { ID } = (await api.create(plain((await busy()).port))).data;
      expect(await remove(`ID=${ID}`)).toMatchObject({
        code: 7,
        data: {
          error: 'GPULAB4424',
          containers: [{ node: ID, id: 'c0ffee', name: 'student-wang', image: 'pytorch:2.4' }],
        },
      });
      expect((await find(ID)).code).toBe(0);
      expect(await remove(`ID=${ID}&confirm=true`)).toMatchObject({ code: 0, data: { deleted: [ID] } });
      expect(await find(ID)).toMatchObject({ code: 7, data: { error: 'GPULAB4422' } });
    });

    test('a node that cannot be asked may go, and that is said', async () => {
      const { ID } = (await api.create(plain(1))).data;
      expect((await remove(`ID=${ID}`)).data).toEqual({
        deleted: [ID],
        unasked: [expect.stringMatching(/^gpu-07: .*nothing listens/)],
      });
    });

    test('many go together, or none', async () => {
      const ids: number[] = [];
      for (const name of ['a', 'b']) ids.push((await api.create({ ...NODE, name })).data.ID);
      const many = (all: number[]) =>
        api.json(at(`deleteComputeNodeByIds?${all.map((id) => `IDs[]=${id}`).join('&')}`), { method: 'DELETE' });
      expect((await many([...ids, 4711])).data).toEqual({
        error: 'GPULAB4422',
        problems: [{ field: 'IDs[]', message: '4711: there is no such node' }],
      });
      expect((await find(ids[0])).code).toBe(0);
      expect((await many(ids)).data.deleted).toEqual(ids);
      expect((await many([])).data.error).toBe('GPULAB4420');
    });
  });

  describe('what is asked in a wrong way', () => {
    const asJson = { 'content-type': 'application/json' };
    test.each([
      ['no JSON', 400, 'the body is not JSON', { body: '{', headers: asJson }],
      ['XML', 415, 'the body must be sent as application/json', { body: 'x', headers: { 'content-type': 'text/xml' } }],
      [
        'text',
        415,
        'the body must be sent as application/json',
        { body: '{}', headers: { 'content-type': 'text/plain' } },
      ],
      ['too much', 413, 'the body is too large', { body: `"${'x'.repeat(400_000)}"`, headers: asJson }],
    ])('%s has status %d, and says why (GPULAB4428)', async (_name, status, msg, init) => {
      const answer = await api.fetch(at('createComputeNode'), { method: 'POST', ...init });
      expect([answer.status, await answer.json()]).toEqual([status, { code: 7, data: { error: 'GPULAB4428' }, msg }]);
    });

    test('a method that a path does not take (GPULAB4430)', async () => {
      const answer = await api.fetch(at('createComputeNode?x=1'));
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
      expect(await answer.json()).toMatchObject({ code: 7, data: { error: 'GPULAB4430' } });
    });

    test('a path that there is not (GPULAB4425)', async () => {
      const answer = await api.fetch('/computeNode/nowhere');
      expect([answer.status, await answer.json()]).toMatchObject([404, { data: { error: 'GPULAB4425' } }]);
    });

    test('a bug of ours has its kind in the log, and nothing else of it anywhere (GPULAB4427)', async () => {
      const { store } = (api.server as any).options;
      store.list = async () => {
        throw new TypeError('hunter2');
      };
      const answer = await api.fetch(at('getComputeNodeList'));
      delete store.list;
      expect([answer.status, await answer.json()]).toMatchObject([500, { code: 7, data: { error: 'GPULAB4427' } }]);
      const line = api.log.find(({ msg }) => msg === 'a request failed');
      expect(line).toMatchObject({ level: 'error', route: at('getComputeNodeList'), error: 'TypeError' });
      expect(JSON.stringify(api.log)).not.toContain('hunter2');
    });

    test('more pages than there are places (GPULAB4429)', async () => {
      const pages = await Promise.all(Array.from({ length: 200 }, () => api.events()));
      const answer = await api.fetch('/events');
      expect([answer.status, await answer.json()]).toMatchObject([503, { data: { error: 'GPULAB4429' } }]);
      for (const page of pages) page.end();
      await until(async () => /event_listeners 0$/m.test(await (await api.fetch('/metrics')).text()));
      (await api.events()).end();
    });

    test('a body that would change prototypes', async () => {
      const body = '{"__proto__": {"isAdmin": true}, "name": "x", "publicIp": "10.0.0.1", "privateIp": "10.0.0.1"}';
      const headers = { 'content-type': 'application/json' };
      expect((await api.fetch(at('createComputeNode'), { method: 'POST', headers, body })).status).toBe(400);
      expect(({} as any).isAdmin).toBeUndefined();
    });
  });

  describe('what goes on', () => {
    test('the sweep finds what changes, keeps it, logs the failure, and tells who listens', async () => {
      const events = await api.events();
      const server = await http(docker());
      const { ID } = (await api.create(plain(server.port))).data;
      await closeServers();
      await until(() => events.seen.some(({ data }) => data.id === ID && data.state === 'failed'));
      const of = events.seen.filter(({ data }) => data.id === ID).map(({ event, data }) => [event, data.reason]);
      expect(events.seen[0]).toEqual({ event: 'hello', data: {} });
      expect(of).toEqual([
        ['node', undefined],
        ['state', 'ok'],
        ['state', 'connection-refused'],
      ]);
      events.end();
      const { data } = await api.json(`/history?IDs[]=${ID}`);
      expect(data.list.map(({ reason }: { reason: string }) => reason)).toEqual(['connection-refused', 'ok']);
      const line = api.log.find(({ id }) => id === String(ID));
      expect(line).toMatchObject({ level: 'error', msg: 'node failed', node: 'gpu-07', reason: 'connection-refused' });
      expect((await find(ID)).data.health.checkedAt).toEqual(expect.any(String));
    });

    test('each node is looked at once a period', async () => {
      const server = await http(docker());
      await api.create(plain(server.port));
      const pings = () => server.requests.filter(({ url }) => url === '/_ping').length;
      // The first is that of its creation.
      await until(() => pings() > 1);
      const before = pings();
      const begun = performance.now();
      await until(() => pings() >= before + 4);
      const periods = (performance.now() - begun) / PERIOD_MS;
      expect(periods).toBeGreaterThan(3);
      expect(periods).toBeLessThan(5);
    });

    test('the audit log has who changed what', async () => {
      const { ID } = (await api.create({ ...NODE, password: 'hunter2' })).data;
      const { list } = (await api.json('/audit?pageSize=1')).data;
      expect(list).toMatchObject([
        {
          actor: 'alice',
          action: 'create',
          ID,
          name: 'gpu-07',
          changed: ['name', 'publicIp', 'privateIp', 'password'],
        },
      ]);
    });

    test('metrics: nodes by state, each node, days to the end of certificates, how long probes take', async () => {
      const { port } = await https(mutual(lab));
      const { ID } = (await api.create({ ...secured(port), name: 'metric "a\\b"' })).data;
      await until(async () => (await (await api.fetch('/metrics')).text()).includes('probe_duration_seconds_bucket'));
      const text = await (await api.fetch('/metrics')).text();
      const node = `id="${ID}",node="metric \\"a\\\\b\\""`;
      expect(text).toMatch(/^gpulab_health_nodes\{state="connected"\} [1-9]/m);
      expect(text).toContain(`gpulab_health_node_state{${node},region="",state="connected",reason="ok"} 1`);
      expect(text).toContain(`gpulab_health_certificate_expiry_days{${node},certificate="server"} 364`);
      expect(text).toContain('gpulab_health_probe_duration_seconds_bucket{le="0.25",state=');
      expect(text).toMatch(/^gpulab_health_sweep_lag_seconds [\d.]+$/m);
    });

    test('reasons in words of two languages', async () => {
      const { data } = await api.json('/reasons');
      expect(data['not-tls']).toMatchObject({
        state: 'failed',
        title: { en: expect.any(String), zh: expect.any(String) },
      });
    });
  });

  test('a node of the inventory is shown, looked at, and not changed here (GPULAB4423)', async () => {
    const store = (api.server as any).options.store as import('../../../../src/health/store').Store;
    const docker = { tls: false };
    const host = { name: 'of-file', address: '127.0.0.1', groups: [], count: 1, gpus: [], docker };
    await store.syncInventory([{ host, dockerAddress: 'tcp://127.0.0.1:1' }]);
    const listed = async () => (await api.json(`${at('getComputeNodeList')}?name=of-file`)).data.list[0];
    await until(async () => (await listed()).dockerStatus === 'failed');
    const { ID, source, publicIp, health } = await listed();
    expect([source, publicIp, health.reason]).toEqual(['inventory', null, 'connection-refused']);
    for (const answer of [
      await api.send('PUT', at('updateComputeNode'), { ID, name: 'x' }),
      await api.json(at(`deleteComputeNode?ID=${ID}&confirm=true`), { method: 'DELETE' }),
    ]) {
      expect(answer).toMatchObject({ code: 7, data: { error: 'GPULAB4423' } });
    }
    expect((await api.send('POST', at('testConnection'), { ID })).data.status).toBe('failed');
  });

  describe('a session of the page', () => {
    const signIn = async (): Promise<string> => {
      const body = JSON.stringify({ token: TOKEN });
      const answer = await api.fetch('/session', {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
      return answer.headers.get('set-cookie')!.split(';')[0];
    };
    const asked = async (url: string, cookie: string, init: RequestInit = {}) =>
      (await fetch(url, { ...init, headers: { cookie, 'sec-fetch-site': 'same-origin', ...init.headers } })).status;
    const signOut = (cookie: string, headers = {}) =>
      asked(`${api.server.url}/session`, cookie, { method: 'DELETE', headers });

    test('is over when it is ended, also for who has a copy, and at every server', async () => {
      const [cookie, another] = [await signIn(), await signIn()];
      const other = await TestServer.start(open(), { store: (api.server as any).options.store });
      const everywhere = async (text: string) =>
        Promise.all([api, other].map(({ server }) => asked(`${server.url}/audit`, text)));
      expect(await everywhere(cookie)).toEqual([200, 200]);
      expect(await signOut(cookie)).toBe(200);
      expect(await everywhere(cookie)).toEqual([401, 401]);
      expect(await everywhere(another)).toEqual([200, 200]);
      expect(api.log.filter(({ msg }) => msg === 'signed out')).toMatchObject([{ level: 'info', actor: 'alice' }]);
      await other.stop();
    });

    test('is not ended by who has none of it, or from elsewhere, and nothing is kept of such a try', async () => {
      const cookie = await signIn();
      const before = await open().query('SELECT id FROM ended_session');
      for (const text of ['', 'gpulab_session=x', cookie.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))]) {
        expect(await signOut(text)).toBe(200);
      }
      expect(await signOut(cookie, { 'sec-fetch-site': 'cross-site' })).toBe(200);
      expect(await asked(`${api.server.url}/audit`, cookie)).toBe(200);
      expect(await open().query('SELECT id FROM ended_session')).toEqual(before);
    });

    test('is remembered as ended until a day after its time', async () => {
      const { endedSessions } = (api.server as any).options.store as Store;
      const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
      await endedSessions.add('long-over', daysAgo(2));
      await endedSessions.add('just-over', daysAgo(0.5));
      await endedSessions.prune();
      expect([await endedSessions.has('long-over'), await endedSessions.has('just-over')]).toEqual([false, true]);
    });
  });

  test('the description of the API has every route', async () => {
    const { paths, openapi } = await api.json('/openapi.json');
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths).sort()).toEqual([
      ...['/audit', '/computeNode/createComputeNode', '/computeNode/deleteComputeNode'],
      ...['/computeNode/deleteComputeNodeByIds', '/computeNode/findComputeNode', '/computeNode/getComputeNode'],
      ...['/computeNode/getComputeNodeList', '/computeNode/testConnection', '/computeNode/updateComputeNode'],
      ...['/events', '/healthz', '/history', '/metrics', '/readyz', '/reasons', '/session'],
    ]);
  });

  test('a server that ends closes its pages, and gives its shares back', async () => {
    const other = await TestServer.start(open(), { store: (api.server as any).options.store });
    const events = await other.events();
    await other.stop();
    await events.closed;
    await expect(other.fetch('/healthz')).rejects.toThrow();
    const servers = await open().query('SELECT id FROM server');
    expect(servers).toHaveLength(1);
  });
}
