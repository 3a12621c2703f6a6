import { REASONS } from '../reasons';
import type { CertificateFacts } from '../types';
import { history } from './api';
import { byId, make, visible } from './dom';
import type { ComputeNode, StateChange } from './node';
import { translated } from './server-words';
import { dateOf, momentOf } from './time';
import { inLanguage, say } from './words';

const MOST_CHANGES = 20;
const GIB = 2 ** 30;

/** Shows everything that is known of a node's health, in the dialog. */
export function showHealth(node: ComputeNode): void {
  const { health } = node;
  const { title, remedy } = REASONS[health.reason] ?? REASONS['internal-error'];
  const isWell = health.state === 'connected';
  byId('health-now').replaceChildren(
    make(
      'p',
      { class: 'verdict' },
      make('span', { class: `badge ${health.state}` }, say(health.state)),
      ' ',
      make('strong', {}, isWell ? '' : inLanguage(title)),
    ),
    make('p', { class: 'detail' }, make('bdi', {}, visible(health.detail))),
    ...(isWell ? [] : [make('p', { class: 'remedy' }, make('b', {}, say('whatToDo')), ' ', inLanguage(remedy))]),
    ...warningsOf(health.warnings),
    factsOf(node),
  );
  showChanges(node.ID);
}

const warningsOf = (warnings: readonly string[]): Node[] =>
  warnings.length === 0
    ? []
    : [
        make(
          'ul',
          { class: 'warnings', 'aria-label': say('warnings') },
          ...warnings.map((text) => make('li', {}, make('bdi', {}, visible(translated(text))))),
        ),
      ];

/** A list of terms; those of which nothing is known are left out. */
function factsOf({ health }: ComputeNode): Node {
  const { docker, tls, checkedAt } = health;
  const cpus = docker?.cpus;
  const facts: [string, string | undefined][] = [
    [say('checked'), checkedAt === null ? say('notAgain') : momentOf(checkedAt)],
    [say('docker'), docker && say('dockerVersion', { version: docker.version ?? '?', api: docker.apiVersion ?? '?' })],
    [
      say('machine'),
      cpus === undefined ? undefined : say('cores', { cpus, memory: Math.round((docker?.memoryBytes ?? 0) / GIB) }),
    ],
    [say('runtime'), docker && say(docker.nvidiaRuntime ? 'yes' : 'no')],
    [say('containers'), docker?.containersRunning?.toString()],
    [say('tls'), tls?.protocol && [tls.protocol, tls.cipher].filter(Boolean).join(', ')],
    [say('server'), tls?.server && certificateOf(tls.server)],
    [say('client'), tls?.client && certificateOf(tls.client)],
  ];
  const known = facts.filter((fact): fact is [string, string] => fact[1] !== undefined);
  return make(
    'dl',
    {},
    ...known.flatMap(([term, text]) => [make('dt', {}, term), make('dd', {}, make('bdi', {}, visible(text)))]),
  );
}

const certificateOf = ({ subject, validTo }: CertificateFacts): string => `${subject} → ${dateOf(validTo)}`;

/** The newest changes. The dialog may show another node when they come. */
async function showChanges(id: number): Promise<void> {
  const list = byId('health-history');
  list.dataset.id = String(id);
  const changes = await history([id], MOST_CHANGES).catch((): StateChange[] => []);
  if (list.dataset.id !== String(id)) return;
  list.replaceChildren(
    ...changes.map(({ at, state, reason, detail }) =>
      make(
        'li',
        { class: state, title: visible(detail) },
        make('time', { datetime: at }, momentOf(at)),
        ' ',
        inLanguage((REASONS[reason] ?? REASONS['internal-error']).title),
      ),
    ),
  );
}
