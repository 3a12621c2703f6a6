import type { NamespaceOptions } from './namespace-options';
import type { StudentWorkloadOptions } from './workload-options';

/** What the students of one course get: the profile that a row of the roster names. */
export interface LabProfile extends NamespaceOptions {
  /**
   * GPU models that students of this profile may use; their GPUs are counted against these cards only.
   * @default - all models of the site
   */
  readonly gpuModels?: string[];

  /**
   * A first job for each student, to log in to and to see that the account works.
   * @default - none
   */
  readonly starter?: StudentWorkloadOptions;
}
