import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { HealthServer } from '../../src/health/server/health-server';
import { Tokens } from '../../src/health/server/http/auth';
import { Store } from '../../src/health/store';
import { Vault } from '../../src/health/store/vault';
import { buildPage } from '../../tools/page';
import { closeServers, docker, http } from '../src/health/support/docker';
import { type Lab, theLab } from '../src/health/support/lab';
import { faintTexts, startBrowser } from './tools/browser';
import { Dockerd, installDockerd } from './tools/dockerd';

/** The page in a real browser, of a server that looks at three real daemons with mutual TLS; one has an expired certificate. */

const TOKEN = 'conformance-token-0123456789';
const PERIOD_MS = 1_500;
/** No test waits for it: a daemon that is slow on a busy machine has not failed. */
const DEADLINE_MS = 10_000;
/** A sweep, and what a busy machine takes beside it. */
const SOON = { timeout: 20_000 };

const folder = mkdtempSync(join(tmpdir(), 'gpulab-page-'));
const vault = Vault.of(Buffer.alloc(32, 7).toString('base64'));
const daemons: Dockerd[] = [];
let lab: Lab;
let server: HealthServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const requested: string[] = [];
const complaints: string[] = [];

async function startServer(port = 0): Promise<HealthServer> {
  return HealthServer.start({
    store: await Store.open({ folder }, vault),
    tokens: Tokens.of(TOKEN),
    host: '127.0.0.1',
    port,
    periodMs: PERIOD_MS,
    deadlineMs: DEADLINE_MS,
    retentionDays: 1,
    log: () => undefined,
  });
}

async function ask(method: string, path: string, body?: object): Promise<any> {
  const headers = { 'x-token': TOKEN, ...(body && { 'content-type': 'application/json' }) };
  const response = await fetch(`${server.url}/${path}`, { method, headers, body: body && JSON.stringify(body) });
  const answer = await response.json();
  expect(answer).toMatchObject({ code: 0 });
  return answer;
}

/** By the API, as the page itself does it. */
async function addNode(name: string, port: number, more: object = {}): Promise<void> {
  const { ca, client } = lab;
  const body = { name, publicIp: '203.0.113.7', privateIp: '127.0.0.1', dockerAddress: `tcp://127.0.0.1:${port}` };
  const material = { caCert: ca.cert, clientCert: client.cert, clientKey: client.key };
  await ask('POST', 'computeNode/createComputeNode', { ...body, ...material, ...more });
}

function watch(watched: Page): void {
  watched.on('request', (request) => requested.push(request.url()));
  watched.on('pageerror', (error) => complaints.push(error.message));
  watched.on('console', (message) => {
    // A failed request is an error to the browser; to the page it is an answer.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
}

async function signIn(into: Page): Promise<void> {
  await into.goto(server.url);
  await into.getByLabel('Token').or(into.getByLabel('令牌')).fill(TOKEN);
  await into.keyboard.press('Enter');
  await into.locator('#rows tr').first().waitFor();
}

beforeAll(async () => {
  installDockerd();
  await buildPage();
  lab = await theLab();
  const { ca, server: pair } = lab;
  const expired = await ca.server({ from: -30, to: -3 });
  daemons.push(...(await Promise.all([pair, pair, expired].map((each) => Dockerd.mutual(ca.cert, each)))));
  server = await startServer();
  browser = await startBrowser();
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  context.setDefaultTimeout(SOON.timeout);
  page = await context.newPage();
  watch(page);
  await addNode('gpu-01', daemons[0].port, { region: 'Hall 1', gpuName: 'L40S', gpuCount: 8 });
  await addNode('gpu-02', daemons[1].port, { region: 'Hall 2', gpuName: 'A100', gpuCount: 4 });
  await addNode('gpu-03', daemons[2].port, { region: 'Hall 2', gpuName: 'A100' });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await Promise.all(daemons.map((daemon) => daemon.remove()));
  await closeServers();
  rmSync(folder, { recursive: true, force: true });
});

// A test that fails leaves a dialog open: those after it are not to stumble over it.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await page.evaluate(() => localStorage.clear()).catch(() => undefined);
  await page.reload().catch(() => undefined);
});

const rowOf = (name: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('button', { name, exact: true }) });
const dialog = (): Locator => page.getByRole('dialog').first();
const openNode = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
/** Waits until a text is there, or tells what is there instead. */
const shows = async (locator: Locator, text: string | RegExp): Promise<void> => {
  await locator
    .filter({ hasText: text })
    .waitFor(SOON)
    .catch(async () => expect(await locator.allInnerTexts()).toEqual([expect.stringMatching(text)]));
};

/** Waits until the focus is on the element with this text: a dialog gives it back a moment after it is closed. */
const isFocused = (text: string): Promise<unknown> =>
  page.waitForFunction((wanted) => document.activeElement?.textContent === wanted, text, SOON);
const leave = async (): Promise<void> => {
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden', ...SOON });
};

describe('who may see it', () => {
  test('another token is told, and the right one opens the page', async () => {
    await page.goto(server.url);
    await page.getByLabel('Token').fill('another-token-0123456789');
    await page.keyboard.press('Enter');
    await shows(page.getByRole('alert').first(), 'This token is not known');
    await signIn(page);
  });

  test('the browser keeps a session that no script can read, and not the token', async () => {
    const [cookie, ...others] = await context.cookies();
    expect(others).toEqual([]);
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    expect(cookie.value).not.toContain(TOKEN);
    expect(
      await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])),
    ).toBe('[{},{},""]');
  });
});

describe('what it shows', () => {
  test('each node with its state, in words, and what to do', async () => {
    await shows(rowOf('gpu-01'), 'Connected');
    await shows(rowOf('gpu-02'), 'Connected');
    await shows(rowOf('gpu-03'), /Failed.*The daemon's certificate has expired.*Issue a new server certificate/s);
    expect(await page.locator('#rows tr .name').allInnerTexts()).toEqual(['gpu-03', 'gpu-01', 'gpu-02']);
    expect(await rowOf('gpu-01').locator('.expiry').innerText()).toMatch(/^\d+ d$/);
  });

  test.each([1440, 860, 800, 360])('every text as a whole, and what a new node is now, %i px wide', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    const warning = rowOf('gpu-01').locator('.detail');
    await shows(warning, /^no nvidia runtime and no NVIDIA CDI device: containers cannot have GPUs$/);
    const cut = await page
      .locator('#rows')
      .locator('.detail, .note, .remedy, .badge')
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0).length);
    expect(cut).toBe(0);
    await shows(rowOf('gpu-02').locator('.who .note'), `Hall 2 · 127.0.0.1:${daemons[1].port}`);
    const strip = rowOf('gpu-01').getByRole('img', { name: /last 24 hours/ });
    const [all, now] = await Promise.all(
      [strip, strip.locator('rect').last()].map(async (part) => (await part.boundingBox())!),
    );
    expect(now.width / all.width).toBeGreaterThan(0.03);
    expect(now.x + now.width).toBeCloseTo(all.x + all.width, 0);
    expect(await strip.locator('.before').count()).toBe(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test('a daemon that ends and comes back, within a sweep and without a reload', async () => {
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    await daemons[1].stop();
    await shows(rowOf('gpu-02'), /Failed.*Nothing listens on this port/s);
    await shows(page.locator('#news'), 'gpu-02: Failed, Nothing listens on this port');
    await daemons[1].run();
    await shows(rowOf('gpu-02'), 'Connected');
    expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
    await rowOf('gpu-02')
      .getByRole('img', { name: /failed/i })
      .waitFor(SOON);
  });

  test('nodes by state, region, GPU and words', async () => {
    const names = () => page.locator('#rows tr:not([hidden]) .name').allInnerTexts();
    await page.getByLabel(/^Failed/).check({ force: true });
    await shows(page.locator('#shown'), '1 of 3 nodes');
    expect(await names()).toEqual(['gpu-03']);
    await page.getByLabel(/^All/).first().check({ force: true });
    const region = page.locator('#filters').getByLabel('Region');
    await region.selectOption('Hall 2');
    await shows(page.locator('#shown'), '2 of 3 nodes');
    await page.getByLabel('Search').fill('gpu-02 a100');
    await shows(page.locator('#shown'), '1 of 3 nodes');
    await page.getByLabel('Search').fill('nothing has this');
    await page.getByText('No node fits the filter.').waitFor();
    await page.getByLabel('Search').fill('');
    await region.selectOption('');
  });
});

const HOSTILE = '<img src=x onerror="window.hit=1">\u202etxt.exe 👩🏽\u200d🔧';

describe('the form', () => {
  const save = (): Promise<void> => dialog().getByRole('button', { name: 'Save', exact: true }).click();
  const fill = async (fields: { readonly [label: string]: string }): Promise<void> => {
    for (const [label, value] of Object.entries(fields)) await dialog().getByLabel(label, { exact: true }).fill(value);
  };

  test('tells what is missing, and goes there', async () => {
    await page.getByRole('button', { name: 'Add node' }).click();
    await save();
    expect(await dialog().locator('[aria-invalid="true"]').count()).toBe(3);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-name');
    await shows(dialog().locator('#problem-name'), 'is needed');
  });

  test('tells what the server says, beside the field', async () => {
    await fill({ Name: HOSTILE, 'Public IP': '203.0.113.8', 'Private IP': '10.0.0.256' });
    await save();
    await shows(dialog().locator('#problem-privateIp'), /neither an IPv4 nor an IPv6/);
  });

  test('adds a node, whose name is text and nothing else', async () => {
    const { ca, client } = lab;
    await fill({
      'Private IP': '10.0.0.8',
      'Docker address': `tcp://127.0.0.1:${daemons[0].port}`,
      'CA certificate': ca.cert,
      'Client certificate': client.cert,
      'Client key': client.key,
    });
    await save();
    await shows(dialog().locator('#node-result'), 'Saved.');
    await leave();
    const shown = HOSTILE.replace('\u202e', '⟨U+202E⟩');
    await shows(rowOf(shown), 'Connected');
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.evaluate(() => 'hit' in globalThis)).toBe(false);
    await isFocused(shown);
  });

  test('changes a node, tests it, and never gets its secrets back', async () => {
    await openNode('gpu-02');
    await shows(dialog(), /Docker \d+.*API 1\.\d+/s);
    const key = dialog().getByLabel('Client key', { exact: true });
    expect(await key.inputValue()).toBe('');
    expect(await key.getAttribute('placeholder')).toBe('stored; leave empty to keep');
    await fill({ 'Docker address': 'tcp://127.0.0.1:1', Region: 'Hall 9' });
    await save();
    await shows(dialog().locator('#health-now'), 'Nothing listens on this port');
    await shows(dialog().locator('#node-result'), 'Saved.');
    await dialog().getByRole('button', { name: 'Test now' }).click();
    await shows(dialog().locator('#node-result'), 'Tested: Failed');
    await dialog().getByRole('button', { name: 'Close' }).click();
    await shows(rowOf('gpu-02'), 'Hall 9');
  });

  test('saves what is changed before it tests, and tests nothing that cannot be saved', async () => {
    await openNode('gpu-02');
    await fill({ 'Docker address': 'ftp://127.0.0.1' });
    expect(await dialog().getByRole('button', { name: 'Test now' }).count()).toBe(0);
    await dialog().getByRole('button', { name: 'Save and test' }).click();
    await shows(dialog().locator('#problem-dockerAddress'), 'has scheme ftp');
    expect(await dialog().locator('#node-result').innerText()).toBe('');
    await fill({ 'Docker address': `tcp://127.0.0.1:${daemons[1].port}` });
    await dialog().getByRole('button', { name: 'Save and test' }).click();
    await shows(dialog().locator('#node-result'), 'Tested: Connected');
    await dialog().getByRole('button', { name: 'Test now' }).waitFor();
    await leave();
  });

  test('asks before it drops what is not saved, however it is closed', async () => {
    const question = page.getByRole('alertdialog', { name: 'Discard the changes?' });
    await openNode('gpu-02');
    await fill({ Region: 'Hall 10' });
    // The second Escape is one that browsers do not let a page refuse.
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press('Escape');
      await question.waitFor();
      await page.keyboard.press('Escape');
      await question.waitFor({ state: 'hidden' });
    }
    await dialog().getByRole('button', { name: 'Close' }).click();
    await question.getByRole('button', { name: 'Go on editing' }).click();
    expect(await dialog().getByLabel('Region').inputValue()).toBe('Hall 10');
    await dialog().getByRole('button', { name: 'Close' }).click();
    await question.getByRole('button', { name: 'Discard' }).click();
    await isFocused('gpu-02');
    await openNode('gpu-02');
    expect(await dialog().getByLabel('Region').inputValue()).toBe('Hall 9');
    await leave();
  });

  test('keeps what is being typed, and what somebody else has changed meanwhile', async () => {
    await openNode('gpu-02');
    await fill({ Remark: 'mine' });
    const list = await ask('GET', 'computeNode/getComputeNodeList?name=gpu-02');
    const [{ ID }] = list.data.list;
    await ask('PUT', 'computeNode/updateComputeNode', { ID, username: 'theirs' });
    await save();
    await shows(dialog().locator('#node-result'), 'Saved.');
    expect(await dialog().getByLabel('User', { exact: true }).inputValue()).toBe('theirs');
    expect(await dialog().getByLabel('Remark').inputValue()).toBe('mine');
    await leave();
  });

  test('takes away what is stored, when told to, and says what is missing then', async () => {
    await addNode('gpu-05', daemons[0].port, { password: 'a password' });
    await rowOf('gpu-05').waitFor(SOON);
    await openNode('gpu-05');
    const removal = (what: string) => dialog().getByLabel(`Remove what is stored: ${what}`);
    await removal('Client key').check();
    await removal('Password').check();
    expect(await dialog().getByLabel('Client key', { exact: true }).isDisabled()).toBe(true);
    await dialog().getByRole('button', { name: 'Save and test' }).click();
    await shows(dialog().locator('#node-result'), 'Tested: Unknown');
    await shows(dialog().locator('#health-now .detail'), 'the client certificate has no key with it');
    await shows(dialog().locator('#health-now .remedy'), 'the client certificate together with its key');
    for (const what of ['Client key', 'Password']) {
      expect(await removal(what).count()).toBe(1);
      expect(await removal(what).isVisible()).toBe(false);
      expect(await dialog().getByLabel(what, { exact: true }).getAttribute('placeholder')).toBe('none stored');
    }
    expect(await removal('CA certificate').isVisible()).toBe(true);
    await leave();
  });

  test('deletes a node when asked twice, and once more where containers run', async () => {
    const list = [{ Id: 'abc', Names: ['/train-<b>1</b>'], Image: 'pytorch:2.6' }];
    const { port } = await http((request, response) => {
      if (request.url?.startsWith('/containers/json')) response.end(JSON.stringify(list));
      else docker()(request, response);
    });
    await addNode('busy', port, { useTls: false, caCert: '', clientCert: '', clientKey: '' });
    await rowOf('busy').waitFor(SOON);
    await openNode('busy');
    await dialog().getByRole('button', { name: 'Delete …' }).click();
    const question = page.getByRole('alertdialog');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel');
    await question.getByRole('button', { name: 'Delete', exact: true }).click();
    await shows(question, /Containers run there.*train-<b>1<\/b> pytorch:2\.6/s);
    await question.getByRole('button', { name: 'Delete all the same' }).click();
    await rowOf('busy').waitFor({ state: 'detached', ...SOON });
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

describe('whoever uses it', () => {
  test('finds everything by the keyboard, and comes back to where it was', async () => {
    await page.reload();
    await rowOf('gpu-03').waitFor();
    const stops: string[] = [];
    for (let i = 0; i < 9; i++) {
      await page.keyboard.press('Tab');
      stops.push(await page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent || ''));
    }
    expect(stops.slice(0, 3)).toEqual(['To the nodes', 'language', 'sign-out']);
    expect(stops.slice(4, 8)).toEqual(['text', 'region', 'model', 'add']);
    expect(stops[8]).toBe('gpu-03');
    await page.keyboard.press('Enter');
    await dialog().waitFor();
    await leave();
    await isFocused('gpu-03');
  });

  test('hears names and roles of everything', async () => {
    await openNode('gpu-01');
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLInputElement>('input, select, textarea, button')]
        .filter((input) => input.checkVisibility() && !input.labels?.length && !input.textContent?.trim())
        .map(({ outerHTML }) => outerHTML),
    );
    expect(nameless).toEqual([]);
    expect(await page.evaluate(() => document.querySelector('dialog[open]')?.getAttribute('aria-labelledby'))).toBe(
      'node-title',
    );
    await leave();
    expect(await page.getByRole('table', { name: /Compute nodes/ }).count()).toBe(1);
    expect(await page.getByRole('columnheader').count()).toBe(7);
    expect(await rowOf('gpu-01').getByRole('cell').count()).toBe(6);
    expect(await rowOf('gpu-01').getByRole('rowheader').count()).toBe(1);
    expect(await page.evaluate(() => [...document.querySelectorAll('[id]')].length)).toBe(
      await page.evaluate(() => new Set([...document.querySelectorAll('[id]')].map(({ id }) => id)).size),
    );
  });

  test.each(['light', 'dark'] as const)('can read every text, where it is %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    expect(await page.evaluate(faintTexts)).toEqual([]);
    await openNode('gpu-03');
    await shows(dialog().locator('#health-history'), /expired/);
    expect(await page.evaluate(faintTexts)).toEqual([]);
    await leave();
  });

  test('reads it in Chinese, and next time, too', async () => {
    await page.getByRole('button', { name: '中文' }).click();
    await shows(rowOf('gpu-03'), /连接失败.*服务端证书已过期.*重新签发服务端证书/s);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
    await page.reload();
    await shows(rowOf('gpu-01'), '已连接');
    const english = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[data-words]')]
        .map(({ textContent }) => textContent)
        .filter((text) => !text),
    );
    expect(english).toEqual([]);
    await shows(rowOf('gpu-01').locator('.detail'), '没有 nvidia 运行时');
    await openNode('gpu-01');
    await shows(dialog().locator('.warnings'), '没有 nvidia 运行时');
    await dialog().getByLabel('SSH端口').fill('99999');
    await dialog().getByLabel('IP地址内网').fill('10.0.0.256');
    await dialog().getByRole('button', { name: '保存', exact: true }).click();
    await shows(dialog().locator('#problem-sshPort'), '应为 1 到 65535 的整数');
    await dialog().getByLabel('SSH端口').fill('22');
    await dialog().getByRole('button', { name: '保存', exact: true }).click();
    await shows(dialog().locator('#problem-privateIp'), '不是 IPv4 或 IPv6 地址');
    await dialog().getByRole('button', { name: '关闭' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: '放弃修改' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'English' }).click();
  });

  test('has it on a telephone, without scrolling sideways', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await shows(rowOf('gpu-03'), 'Issue a new server certificate');
    await page.setViewportSize({ width: 1440, height: 900 });
  });
});

describe('the server', () => {
  test('goes and comes back: the page says so, and reads everything anew', async () => {
    const port = Number(new URL(server.url).port);
    await page.setViewportSize({ width: 1440, height: 300 });
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await server.stop();
    await shows(page.locator('#live'), 'Reconnecting');
    // It is seen wherever somebody has scrolled to, and heads of columns are below it.
    const [said, heads] = await Promise.all(['.bar', 'thead'].map((part) => page.locator(part).boundingBox()));
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(50);
    expect([said!.y, heads!.y]).toEqual([0, said!.height]);
    await page.setViewportSize({ width: 1440, height: 900 });
    server = await startServer(port);
    await addNode('gpu-04', daemons[0].port);
    await shows(page.locator('#live'), 'Live');
    await shows(rowOf('gpu-04'), 'Connected');
  });

  test('gives the page everything: no request goes elsewhere, and the browser has nothing to complain of', () => {
    const origins = new Set(requested.map((url) => new URL(url).origin));
    expect([...origins]).toEqual([server.url]);
    expect(complaints).toEqual([]);
  });

  test('takes no change from a page of another origin', async () => {
    const [{ name, value }] = await context.cookies();
    const deleteWith = async (headers: { readonly [name: string]: string }): Promise<number> => {
      const response = await fetch(`${server.url}/computeNode/deleteComputeNode?ID=1`, {
        method: 'DELETE',
        headers: { cookie: `${name}=${value}`, ...headers },
      });
      return response.status;
    };
    expect(await deleteWith({ origin: 'http://127.0.0.1:1' })).toBe(401);
    expect(await deleteWith({ 'sec-fetch-site': 'same-site', origin: server.url })).toBe(401);
    expect(await deleteWith({})).toBe(401);
  });

  test('asks to sign in again when the session is over', async () => {
    const port = Number(new URL(server.url).port);
    await context.clearCookies();
    await server.stop();
    server = await startServer(port);
    await page.getByLabel('Token').waitFor(SOON);
    await signIn(page);
  });

  test('lets nobody in who has signed out', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Token').waitFor();
    expect(await context.cookies()).toEqual([]);
    await page.reload();
    await page.getByLabel('Token').waitFor();
  });
});
