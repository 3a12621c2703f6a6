import { history } from './api';
import { byId } from './dom';
import { type ComputeNode, inOrder, type StateChange } from './node';
import { Row } from './row';

/** Changes that a strip is drawn of: a day of a node that flaps more often is a blur in any case. */
const MOST_CHANGES = 50;
/** Rows whose history is asked for at a time. */
const MOST_AT_ONCE = 100;
const TICK_MS = 15_000;

/** The rows of all nodes, in order. A change of one node touches one row. */
export class Table {
  private readonly body = byId<HTMLTableSectionElement>('rows');
  private readonly rows = new Map<number, Row>();
  private ordered: Row[] = [];
  /** Rows on the screen, or near. */
  private readonly near = new Set<Row>();
  private isAsking = false;
  private readonly observer = new IntersectionObserver((entries) => this.seen(entries), { rootMargin: '300px' });
  private readonly rowsByElement = new WeakMap<Element, Row>();

  constructor(
    private readonly onOpen: (row: Row) => void,
    private readonly onChange: () => void,
  ) {
    setInterval(() => {
      for (const row of this.near) row.tick(Date.now());
    }, TICK_MS);
  }

  get all(): readonly Row[] {
    return this.ordered;
  }

  find(id: number): Row | undefined {
    return this.rows.get(id);
  }

  /** Takes the whole list. Rows of nodes that were there stay the same elements. */
  replace(nodes: readonly ComputeNode[]): void {
    const ids = new Set(nodes.map(({ ID }) => ID));
    for (const id of [...this.rows.keys()]) if (!ids.has(id)) this.drop(id);
    for (const node of nodes) {
      const row = this.rows.get(node.ID);
      if (row) row.update(node);
      else this.rows.set(node.ID, this.made(node));
    }
    this.ordered = [...this.rows.values()].sort((a, b) => inOrder(a.node, b.node));
    this.keepFocus(() => {
      let at: ChildNode | null = this.body.firstChild;
      for (const { element } of this.ordered) {
        if (element === at) at = at.nextSibling;
        else this.body.insertBefore(element, at);
      }
    });
    this.onChange();
    this.askHistory();
  }

  /** Takes one node, new or changed, and moves its row to where it belongs. */
  put(node: ComputeNode): void {
    const row = this.rows.get(node.ID) ?? this.made(node);
    this.rows.set(node.ID, row);
    row.update(node);
    this.ordered = this.ordered.filter((other) => other !== row);
    const after = this.ordered.findIndex((other) => inOrder(node, other.node) < 0);
    const index = after < 0 ? this.ordered.length : after;
    this.ordered.splice(index, 0, row);
    const next = this.ordered[index + 1]?.element ?? null;
    if (!row.element.isConnected || row.element.nextSibling !== next) {
      this.keepFocus(() => this.body.insertBefore(row.element, next));
    }
    this.onChange();
    this.askHistory();
  }

  remove(id: number): void {
    this.drop(id);
    this.onChange();
  }

  say(): void {
    for (const row of this.ordered) row.say();
  }

  private made(node: ComputeNode): Row {
    const row = new Row(node, this.onOpen);
    this.rowsByElement.set(row.element, row);
    this.observer.observe(row.element);
    return row;
  }

  private drop(id: number): void {
    const row = this.rows.get(id);
    if (!row) return;
    this.rows.delete(id);
    this.ordered = this.ordered.filter((other) => other !== row);
    this.near.delete(row);
    this.observer.unobserve(row.element);
    row.element.remove();
  }

  /** An element that is moved loses the focus. */
  private keepFocus(move: () => void): void {
    const focused = document.activeElement;
    move();
    if (focused instanceof HTMLElement && focused !== document.activeElement) focused.focus({ preventScroll: true });
  }

  private seen(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const row = this.rowsByElement.get(target)!;
      if (isIntersecting) {
        this.near.add(row);
        row.tick(Date.now());
      } else this.near.delete(row);
    }
    this.askHistory();
  }

  /** Strips are drawn where somebody looks. */
  private async askHistory(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    try {
      for (;;) {
        const wanted = [...this.near].filter((row) => !row.hasHistory).slice(0, MOST_AT_ONCE);
        if (wanted.length === 0) return;
        const changes = await history(
          wanted.map(({ node }) => node.ID),
          MOST_CHANGES,
        );
        const byNode = new Map<number, StateChange[]>();
        for (const change of changes) byNode.set(change.ID, [...(byNode.get(change.ID) ?? []), change]);
        for (const row of wanted) row.showHistory(byNode.get(row.node.ID) ?? []);
      }
    } catch {
      // The stream of events tells that the server is away, and the list is read anew when it is back.
    } finally {
      this.isAsking = false;
    }
  }
}
