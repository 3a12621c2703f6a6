import type { Database } from './database';

/** Sessions of the page that were ended before their time: a copy of the cookie is good no more, at whatever server. */
export class EndedSessions {
  constructor(private readonly database: Database) {}

  async add(id: string, expires: Date): Promise<void> {
    await this.database.query('INSERT INTO ended_session (id, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      id,
      expires,
    ]);
  }

  async has(id: string): Promise<boolean> {
    return (await this.database.query('SELECT id FROM ended_session WHERE id = $1', [id])).length > 0;
  }

  /** Forgets those that are over in any case. */
  async prune(): Promise<void> {
    await this.database.query("DELETE FROM ended_session WHERE expires_at < health_now() - interval '1 day'");
  }
}
