import type { ApiObject } from 'cdk8s';
import type { Finding } from './finding';

/** A rule of the user's own, asked for every object of the app in the same pass as ours. */
export interface ICustomCheck {
  /**
   * Looks at one object. Construct path and place are added to findings that have none.
   *
   * @param object the construct
   * @param manifest its manifest as it will be written; not to be changed
   * @returns what is wrong, or an empty list
   */
  inspect(object: ApiObject, manifest: { [field: string]: any }): Finding[];
}
