import { type IConstruct, Node } from 'constructs';
import type { RowTemplate } from './row-template';

/** A chart that is described by a row and not made. */
export interface RowChart {
  /** The construct that it would be in. */
  readonly owner: IConstruct;
  readonly id: string;
  readonly template: RowTemplate;

  /** What tells it from the others of its template, by the names of the template's values. */
  readonly values: object;
}

/** The path that the chart would have in the tree. */
export const pathOfRow = ({ owner, id }: RowChart): string => [owner.node.path, id].filter(isNotEmpty).join('/');

const isNotEmpty = (part: string): boolean => part !== '';

const ROWS = Symbol('cdk8s-gpulab.rows');
const childrenOf = Object.getOwnPropertyDescriptor(Node.prototype, 'children')!.get as (this: Node) => IConstruct[];

/**
 * Charts that differ only in values, as children of one construct. Each is made when somebody asks the construct for it, and
 * then is a chart like any other; those that nobody asked for are rendered from their rows.
 *
 * Contract: no member of `Node` tells the difference. `children` and whatever goes through it make all of them; finding, adding
 * or removing a child makes the one of that id.
 */
export class RowCharts<R extends RowChart = RowChart> {
  private readonly pending = new Map<string, R>();

  constructor(
    readonly owner: IConstruct,
    private readonly make: (row: R) => void,
  ) {
    const { node } = owner;
    Object.defineProperty(owner, ROWS, { value: this });
    Object.defineProperty(node, 'children', {
      get: () => {
        this.makeAll();
        return this.made();
      },
    });
    this.intercept('tryFindChild', (id) => id);
    this.intercept('tryRemoveChild', (id) => id);
    this.intercept('addChild', (_child, id) => id);
  }

  /** The charts of a construct, if it has charts by rows. */
  static of(construct: IConstruct): RowCharts | undefined {
    return (construct as { [ROWS]?: RowCharts })[ROWS];
  }

  add(row: R): void {
    this.pending.set(row.id, row);
  }

  /** Rows of charts that are not made. */
  get rows(): ReadonlyMap<string, R> {
    return this.pending;
  }

  /** Children that are made, in the order of their making. */
  made(): IConstruct[] {
    return childrenOf.call(this.owner.node);
  }

  makeAll(): void {
    for (const id of [...this.pending.keys()]) this.makeOne(id);
  }

  private makeOne(id: string): void {
    const row = this.pending.get(id);
    if (!row) return;
    this.pending.delete(id);
    this.make(row);
  }

  private intercept(name: 'addChild' | 'tryFindChild' | 'tryRemoveChild', idOf: (...args: any[]) => string): void {
    const node = this.owner.node as any;
    const original = node[name];
    Object.defineProperty(node, name, {
      value: (...args: unknown[]) => {
        this.makeOne(idOf(...args));
        return original.apply(node, args);
      },
    });
  }
}

/** The children of a construct as far as they are made. */
export function madeChildren(construct: IConstruct): IConstruct[] {
  return RowCharts.of(construct)?.made() ?? construct.node.children;
}
