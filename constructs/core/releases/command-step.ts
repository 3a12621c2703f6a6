import type { IConstruct } from 'constructs';
import { stateOf } from '../private/state';

/** Where commands stand in an installation: before anything is applied, or when everything is. */
export type CommandPhase = 'before' | 'after';

/** A step of an installation that is neither objects nor a release: commands for the machine that the installation runs on. */
export interface CommandStep {
  readonly phase: CommandPhase;

  /** Names the step, as a DNS label; unique in the program. */
  readonly name: string;

  /** What it does, as a heading: "Make the Kubernetes cluster". */
  readonly title: string;

  /** What it is good for, in whole sentences. */
  readonly why: string;

  /**
   * Lines of bash. They run in the output folder, in a shell of their own, under `set -euo pipefail`. A second run must do no
   * harm. No secret stands in
   * them: they read it from the environment or a file.
   */
  readonly script: readonly string[];

  /** Variables of every step of the installation, of those of others too: which cluster they are for. */
  readonly environment?: { readonly [name: string]: string };

  /** Command of an older guide that the step stands for, as `3kctl deploy install kubernetes`. */
  readonly replaces?: string;
}

/** Adds a step. Steps of one phase keep the order of these calls. */
export function addCommands(construct: IConstruct, step: CommandStep): void {
  stateOf(construct).commands.push(step);
}
