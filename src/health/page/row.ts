import { REASONS } from '../reasons';
import { make, setAttribute, setText, visible } from './dom';
import { type ComputeNode, daysUntil, firstExpiry, type StateChange } from './node';
import { translated } from './server-words';
import { stripOf } from './strip';
import { agoOf, dateOf, momentOf } from './time';
import { inLanguage, say } from './words';

/** Days before its end at which a certificate is shown as a warning, and as urgent: those of the checker and of the alert. */
const SOON_DAYS = 30;
const URGENT_DAYS = 14;

/** A row of the table. It is made once, and patched where something is new. */
export class Row {
  readonly element = make('tr', { role: 'row' });
  private readonly badge = make('span', { class: 'badge' });
  private readonly open = make('button', { type: 'button', class: 'name' });
  private readonly where = make('bdi', { class: 'note' });
  private readonly gpus = make('bdi');
  private readonly reason = make('span', { class: 'reason' });
  private readonly detail = make('bdi', { class: 'detail' });
  private readonly remedy = make('span', { class: 'remedy' });
  private readonly since = make('time');
  private readonly sinceCell = make('td', { role: 'cell', class: 'since' }, this.since);
  private readonly expiry = make('span');
  private readonly expiryCell = make('td', { role: 'cell', class: 'expiry' }, this.expiry);
  private readonly history = make('td', { role: 'cell', class: 'history' });
  private changes?: readonly StateChange[];

  /** What a search looks at, in small letters. */
  searched = '';

  constructor(
    public node: ComputeNode,
    onOpen: (row: Row) => void,
  ) {
    const cell = (name: string, ...children: Node[]) => make('td', { role: 'cell', class: name }, ...children);
    this.element.append(
      cell('state', this.badge),
      make('th', { role: 'rowheader', scope: 'row', class: 'who' }, this.open, this.where),
      cell('gpus', this.gpus),
      cell('why', this.reason, this.detail, this.remedy),
      this.sinceCell,
      this.expiryCell,
      this.history,
    );
    this.element.dataset.id = String(node.ID);
    this.element.addEventListener('click', () => {
      // Somebody who marks text to copy it does not want a dialog.
      if (String(getSelection()) === '') onOpen(this);
    });
    this.update(node);
  }

  focus(): void {
    this.open.focus();
  }

  get hasHistory(): boolean {
    return this.changes !== undefined;
  }

  update(node: ComputeNode): void {
    const { health } = node;
    if (this.changes && health.changedAt !== this.node.health.changedAt) this.changes = undefined;
    this.node = node;
    const { title, remedy } = REASONS[health.reason] ?? REASONS['internal-error'];
    setAttribute(this.element, 'class', health.state);
    setText(this.badge, say(health.state));
    setAttribute(this.badge, 'class', `badge ${health.state}`);
    setText(this.open, visible(node.name));
    setAttribute(this.open, 'title', visible(node.name));
    // What nearly all addresses begin with would only push their ports out of sight.
    const address = node.dockerAddress?.replace(/^tcp:\/\//, '');
    setText(this.where, visible([node.region, address].filter(Boolean).join(' · ')));
    setText(this.gpus, visible(gpusOf(node)));
    const isWell = health.state === 'connected';
    setText(this.reason, isWell ? '' : inLanguage(title));
    const warnings = isWell ? health.warnings.map(translated).join(' · ') : '';
    setText(this.detail, visible(warnings || health.detail));
    setAttribute(this.detail, 'class', warnings ? 'detail warned' : 'detail');
    setText(this.remedy, isWell ? '' : inLanguage(remedy));
    this.searched = [
      node.name,
      node.region,
      node.dockerAddress,
      node.publicIp,
      node.privateIp,
      node.gpuName,
      health.detail,
    ]
      .join('\n')
      .toLowerCase();
    // Where there is no room for heads of columns.
    setAttribute(this.sinceCell, 'data-label', say('since'));
    setAttribute(this.expiryCell, 'data-label', say('certificate'));
    this.tick(Date.now());
  }

  /** What changes with the clock alone. */
  tick(now: number): void {
    const { changedAt } = this.node.health;
    setText(this.since, agoOf(changedAt, now));
    setAttribute(this.since, 'datetime', changedAt);
    setAttribute(this.since, 'title', momentOf(changedAt));
    const first = firstExpiry(this.node);
    if (!first) {
      setText(this.expiry, '—');
      setAttribute(this.expiry, 'class', 'note');
      setAttribute(this.expiry, 'title', undefined);
      return;
    }
    const days = daysUntil(first.at, now);
    setText(this.expiry, days < 0 ? say('expired') : say('daysLeft', { days }));
    setAttribute(this.expiry, 'class', days < URGENT_DAYS ? 'urgent' : days < SOON_DAYS ? 'soon' : undefined);
    setAttribute(this.expiry, 'title', say('expires', { what: say(first.what), date: dateOf(first.at) }));
  }

  showHistory(changes: readonly StateChange[]): void {
    this.changes = changes;
    this.history.replaceChildren(stripOf(changes, Date.now()));
  }

  /** In another language. */
  say(): void {
    this.update(this.node);
    if (this.changes) this.showHistory(this.changes);
  }
}

function gpusOf({ gpuName, gpuCount }: ComputeNode): string {
  if (!gpuName) return gpuCount ? `${gpuCount} ×` : '—';
  return gpuCount ? `${gpuCount} × ${gpuName}` : gpuName;
}
