import { Secret, SecretError } from '../secret';
import type { Nodes } from '../store/nodes';
import type { ShareNode } from '../store/shares';
import type { NodeTarget } from '../types';

/** A node as it is dialled. */
export interface KnownNode {
  readonly revision: number;
  readonly target: NodeTarget;
}

/** What to dial: read from the store once for each revision of a node, kept by share. */
export class TargetCache {
  private readonly shares = new Map<number, ReadonlyMap<number, KnownNode>>();

  constructor(
    private readonly nodes: Nodes,
    /** Nodes of the inventory of this server, by name. */
    private readonly inventory: ReadonlyMap<string, NodeTarget>,
  ) {}

  /** The targets of whole shares. */
  async ofShares(nodes: readonly ShareNode[]): Promise<Map<number, NodeTarget>> {
    const old = nodes.flatMap((node) => {
      const known = this.shares.get(node.share)?.get(node.id);
      return known?.revision === node.revision ? [[node.id, known] as const] : [];
    });
    const known = new Map(old);
    const fresh = await this.read(nodes.map(({ id }) => id).filter((id) => !known.has(id)));
    for (const [id, node] of fresh) known.set(id, node);
    for (const share of new Set(nodes.map((node) => node.share))) {
      const ofShare = nodes.filter((node) => node.share === share && known.has(node.id));
      this.shares.set(share, new Map(ofShare.map(({ id }) => [id, known.get(id)!])));
    }
    return new Map([...known].map(([id, { target }]) => [id, target]));
  }

  /** One node as it is now. */
  async ofNode(id: number): Promise<KnownNode | undefined> {
    return (await this.read([id])).get(id);
  }

  private async read(ids: readonly number[]): Promise<Map<number, KnownNode>> {
    if (ids.length === 0) return new Map();
    const read = await this.nodes.targets(ids);
    return new Map(
      read.map(({ target, revision, isOurs }) => [
        Number(target.id),
        { revision, target: isOurs ? target : this.ofInventory(target) },
      ]),
    );
  }

  private ofInventory(target: NodeTarget): NodeTarget {
    const known = this.inventory.get(target.name);
    if (known) return { ...known, id: target.id };
    const absent = Secret.of('an inventory', () => {
      throw new SecretError('the inventory of this node was not given to this server: --inventory');
    });
    return { ...target, ca: absent };
  }
}
