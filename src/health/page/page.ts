import { REASONS, type Reason } from '../reasons';
import type { NodeState } from '../types';
import { allNodes, findNode, Refused, SignedOut, signIn, signOut } from './api';
import { byId, setText, visible } from './dom';
import { Filters } from './filters';
import { Live, type StateNews } from './live';
import { NodeDialog } from './node-dialog';
import { RemoveDialog } from './remove-dialog';
import { Table } from './table';
import { applyLanguage, currentLanguage, inLanguage, onLanguage, say, setLanguage } from './words';

/** Nodes that are asked for one by one; more, and the whole list is less work. */
const MOST_SINGLE = 20;
/** News that come together are told together. */
const TOGETHER_MS = 300;
/** More changes than this are told as a number: a reader of the screen must come to an end. */
const MOST_TOLD = 3;

const table = new Table(
  (row) => dialog.open(row.node),
  () => filters.later(),
);
const filters = new Filters(() => table);
const removal = new RemoveDialog((node) => {
  dialog.close();
  table.remove(node.ID);
  byId('table').focus();
}, failed);
const dialog = new NodeDialog({
  changed: (node) => table.put(node),
  remove: (node) => removal.open(node),
  closed: (node) => (node && table.find(node.ID) ? table.find(node.ID)!.focus() : byId('add').focus()),
  failed,
});

const due = new Set<number>();
let news: StateNews[] = [];
let isReadingDue = false;

const live = new Live({
  all: () => readAll(),
  state: (told) => {
    news.push(told);
    later(told.id);
  },
  node: later,
  connected: (isConnected) => showLive(isConnected ? 'live' : 'lost'),
});

function showLive(state: 'live' | 'lost' | 'waiting'): void {
  const element = byId('live');
  element.dataset.live = state;
  setText(element, say(state));
}

async function readAll(): Promise<void> {
  try {
    const nodes = await allNodes();
    show('nodes');
    table.replace(nodes);
    const { shown } = dialog;
    const now = nodes.find(({ ID }) => ID === shown?.ID);
    if (now) dialog.update(now);
  } catch (error) {
    failed(error);
  }
}

function later(id: number): void {
  due.add(id);
  if (!isReadingDue) setTimeout(readDue, TOGETHER_MS);
  isReadingDue = true;
}

async function readDue(): Promise<void> {
  isReadingDue = false;
  const ids = [...due];
  due.clear();
  tell();
  if (ids.length > MOST_SINGLE) return readAll();
  await Promise.all(ids.map(readOne));
}

async function readOne(id: number): Promise<void> {
  try {
    const node = await findNode(id);
    table.put(node);
    dialog.update(node);
  } catch (error) {
    if (error instanceof Refused) table.remove(id);
    else failed(error);
  }
}

function tell(): void {
  const told = news;
  news = [];
  if (told.length === 0) return;
  const lines = told.map(({ name, state, reason }) =>
    say('changed', {
      name: visible(name),
      state: say(state as NodeState),
      reason: inLanguage((REASONS[reason as Reason] ?? REASONS['internal-error']).title),
    }),
  );
  setText(byId('news'), told.length > MOST_TOLD ? say('manyChanged', { count: told.length }) : lines.join('. '));
}

/** Who is not signed in signs in. Anything else the stream of events shows: it is away, too. */
function failed(error: unknown): void {
  if (!(error instanceof SignedOut)) return;
  live.stop();
  dialog.close();
  show('login');
  byId('token').focus();
}

function show(part: 'login' | 'nodes'): void {
  byId('login').hidden = part !== 'login';
  byId('nodes').hidden = part !== 'nodes';
  byId('sign-out').hidden = part !== 'nodes';
  byId('live').hidden = part !== 'nodes';
}

async function start(): Promise<void> {
  try {
    const nodes = await allNodes();
    show('nodes');
    table.replace(nodes);
    live.start();
  } catch (error) {
    if (error instanceof SignedOut) return failed(error);
    showLive('lost');
    setTimeout(start, 5_000);
  }
}

byId<HTMLFormElement>('login-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const token = byId<HTMLInputElement>('token');
  setText(byId('login-error'), '');
  try {
    await signIn(token.value);
    token.value = '';
    await start();
    byId('text').focus();
  } catch (error) {
    setText(byId('login-error'), say(error instanceof SignedOut ? 'wrongToken' : 'failedRequest'));
    token.select();
  }
});
byId('sign-out').addEventListener('click', async () => {
  await signOut().catch(() => undefined);
  failed(new SignedOut());
});
byId('add').addEventListener('click', () => dialog.open(undefined));
byId('language').addEventListener('click', () => setLanguage(currentLanguage() === 'en' ? 'zh' : 'en'));
onLanguage(() => {
  const other = currentLanguage() === 'en' ? '中文' : 'English';
  const button = byId('language');
  button.lang = currentLanguage() === 'en' ? 'zh-CN' : 'en';
  setText(button, other);
  table.say();
  filters.say();
  dialog.say();
  removal.say();
  showLive((byId('live').dataset.live ?? 'waiting') as 'live');
});
applyLanguage();
start();
