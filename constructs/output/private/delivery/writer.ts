import type { Manifest, Problem } from '../../../core/checks/check';
import type { CommandStep } from '../../../core/releases/command-step';
import type { DeclaredScopes } from '../../../core/scope';
import type { Files, Plan } from './plan';

/** What a delivery must know of the app, beside its plan. */
export interface DeliveryContext {
  /** Kubernetes version of the cluster, as `1.28`. */
  readonly kubernetesVersion: string;

  /** Of files with manifests, as `.k8s.yaml`. */
  readonly extension: string;

  /** Steps that are commands, before and after those of the plan. */
  readonly commands: readonly CommandStep[];

  /** Scopes of custom kinds that the program declares or defines. */
  readonly scopes: DeclaredScopes;

  /** Manifests as the text of a file with this extension. */
  render(manifests: Manifest[]): string;
}

/** A problem of a step, or of the options of a delivery. */
export interface DeliveryProblem extends Problem {
  /** Construct path of the step. */
  readonly path?: string;
}

/** One form in which a plan is delivered. */
export interface Writer {
  /** Longest name of a chart of the program, if it becomes more than the name of a file. */
  readonly longestName?: number;

  /** What would go wrong with these files; asked before anything is written. */
  problems?(plan: Plan): DeliveryProblem[];

  /** Throws a LabError where that cannot be known without doing it. */
  files(plan: Plan, context: DeliveryContext): Files;
}
