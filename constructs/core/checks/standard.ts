import type { DeclaredScopes } from '../scope';
import type { Shapes } from '../shapes/shapes';
import type { ManifestCheck, Report } from './check';
import { DuplicateCheck } from './duplicates';
import { IdentityCheck } from './identity';
import { LimitCheck } from './limits';
import type { ObjectIndex } from './object-index';
import { ReferenceCheck, type ReferenceOptions } from './references';
import { ShapeCheck } from './shape';

/** What the checks need to know of the app. */
export interface StandardCheckOptions extends ReferenceOptions {
  readonly report: Report;
  readonly shapes: Shapes;
  /** To be filled with every object. */
  readonly index: ObjectIndex;
  /**
   * Scopes of custom kinds.
   * @default - those of the kinds that the library knows
   */
  readonly scopes?: DeclaredScopes;
}

/** The checks that every app has, in the order in which one object's findings should be read. */
export function standardChecks(options: StandardCheckOptions): ManifestCheck[] {
  const { report, shapes, index, scopes } = options;
  return [
    new DuplicateCheck(report, index),
    new IdentityCheck(report, shapes, scopes),
    new ShapeCheck(report, shapes),
    new ReferenceCheck(report, index, options),
    new LimitCheck(report),
  ];
}
