import type { FastifyInstance } from 'fastify';
import type { Store } from '../../store';
import type { Tester } from '../tester';
import { changeRoutes } from './change-routes';
import { deleteRoutes } from './delete-routes';
import { readRoutes } from './read-routes';

/** What routes need. */
export interface NodeRoutes {
  readonly store: Store;
  readonly tester: Tester;
}

/** The routes of the old system for nodes (facts: compute-nodes.md 4). */
export function nodeRoutes(app: FastifyInstance, options: NodeRoutes): void {
  changeRoutes(app, options);
  deleteRoutes(app, options);
  readRoutes(app, options);
}
