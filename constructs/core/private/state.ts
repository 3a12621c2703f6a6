import type { IConstruct } from 'constructs';
import type { External } from '../external';
import type { Finding } from '../finding';
import type { ByHand } from '../releases/by-hand';
import type { CommandStep } from '../releases/command-step';
import type { OutputFile } from '../rules/output-file';
import type { StatedObject, StatedReference } from '../rules/stated';
import type { SummaryLine } from '../summary-line';

/** What constructs tell the whole tree, and the app reads once at synthesis. One per root, whatever App the root is. */
export interface TreeState {
  /** Found while the tree was built (a bad roster row, an impossible prop). */
  readonly findings: Finding[];

  /** Questions that need the finished tree, such as capacity. Each runs once. */
  readonly checks: (() => Finding[])[];

  /** Lines of the report at the end, as `GPUs promised` -> `960 of 400`. */
  readonly summary: (() => SummaryLine[])[];

  /** Files for the output folder that are not applied. */
  readonly files: OutputFile[];

  /** Steps of the installation that are commands. */
  readonly commands: CommandStep[];

  /** Objects that releases bring to the cluster. */
  readonly provided: StatedObject[];

  /** Objects that releases name in their values. */
  readonly references: StatedReference[];

  /** Work that no step of an installation does. */
  readonly byHand: ByHand[];

  /** Objects that exist on the cluster already. */
  external?: External;
}

/** On the root when it is a LabApp, so that rooms which cannot import the app's room can ask. */
export const LAB_APP = Symbol.for('cdk8s-gpulab.LabApp');

/** The Kubernetes version of the cluster that a tree is for, if its root is a LabApp. */
export function kubernetesVersionOf({ node: { root } }: IConstruct): string | undefined {
  return LAB_APP in root ? (root as unknown as { kubernetesVersion: string }).kubernetesVersion : undefined;
}

const states = new WeakMap<IConstruct, TreeState>();

/** The state of the tree that `construct` is in. */
export function stateOf(construct: IConstruct): TreeState {
  const root = construct.node.root;
  let state = states.get(root);
  if (!state) {
    state = {
      findings: [],
      checks: [],
      summary: [],
      provided: [],
      references: [],
      byHand: [],
      files: [],
      commands: [],
    };
    states.set(root, state);
  }
  return state;
}
