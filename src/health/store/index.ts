import { readAudit } from './audit';
import type { Database } from './database';
import { openEmbedded } from './embedded';
import { EndedSessions } from './ended-sessions';
import { type InventoryNode, syncInventory } from './inventory-nodes';
import { adoptKey } from './keys';
import { migrate } from './migrations';
import { listNodes, type NodeFilter } from './node-list';
import { Nodes } from './nodes';
import { CHANNEL, type Notice } from './notify';
import { openPostgres } from './postgres';
import { pruneServers, Shares } from './shares';
import { States } from './states';
import type { Vault } from './vault';

/** Where the database is: the URL of a PostgreSQL server, or a folder; with neither, in memory, for tests. */
export type Place = { readonly url: string } | { readonly folder: string | undefined };

/** Everything that is kept of nodes. */
export class Store {
  /** Opens the database, brings its schema up to date, and holds the key against it. */
  static async open(place: Place, vault: Vault): Promise<Store> {
    const database = 'url' in place ? await openPostgres(place.url) : await openEmbedded(place.folder);
    try {
      return await Store.on(database, vault);
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  /** The same on a database that is open. */
  static async on(database: Database, vault: Vault): Promise<Store> {
    await migrate(database);
    await adoptKey(database, vault);
    return new Store(database, vault);
  }

  readonly nodes: Nodes;
  readonly states: States;
  readonly endedSessions: EndedSessions;

  private constructor(
    readonly database: Database,
    vault: Vault,
  ) {
    this.nodes = new Nodes(database, vault);
    this.states = new States(database);
    this.endedSessions = new EndedSessions(database);
  }

  list(filter: NodeFilter) {
    return listNodes(this.database, filter);
  }

  audit(page: number, pageSize: number) {
    return readAudit(this.database, page, pageSize);
  }

  shares(server: string, periodMs: number): Shares {
    return new Shares(this.database, server, periodMs);
  }

  syncInventory(nodes: readonly InventoryNode[]): Promise<void> {
    return syncInventory(this.database, nodes);
  }

  /** Forgets what is old: changes of state, sessions that were ended, and servers that are gone. */
  async prune(days: number): Promise<void> {
    await this.states.prune(days);
    await this.endedSessions.prune();
    await pruneServers(this.database);
  }

  /** Hears of changes, whichever server made them. */
  listen(onNotice: (notice: Notice) => void, onGap: () => void): Promise<void> {
    return this.database.listen(CHANNEL, (payload) => onNotice(JSON.parse(payload)), onGap);
  }

  close(): Promise<void> {
    return this.database.close();
  }
}
