import type { Manifest } from '../../../core/checks/check';
import type { Mapping } from '../../../core/private/mapping';
import type { Farewell, Preparation } from '../../../core/releases/by-hand';
import type { ChartSource } from '../../../core/releases/release';
import type { Wait } from '../../../core/releases/wait';

/** What every step of an installation has. */
interface StepBase {
  /** Unique in the plan: it names files and releases. */
  readonly name: string;

  /** Construct path, for findings. */
  readonly path: string;

  /** Length of the longest chain of steps before it. */
  readonly rank: number;

  /** What it comes right after. */
  readonly needs: readonly Step[];

  /** When it is ready: what comes after it must find this. */
  readonly waits: readonly Wait[];
}

/** A release of somebody else's chart. */
export interface ReleaseStep extends StepBase {
  readonly kind: 'release';
  readonly namespace: string;

  /** Does the program make the namespace itself, in a step before? */
  readonly ownsNamespace: boolean;
  readonly source: ChartSource;
  readonly values: Mapping;
  readonly largeDefinitions: boolean;

  /** What is done by hand before it is installed. */
  readonly preparations: readonly Preparation[];

  /** What is to be known before it is removed. */
  readonly farewells: readonly Farewell[];
}

/** Objects of one chart of the program, which are in a file of their own. */
export interface ManifestsStep extends StepBase {
  readonly kind: 'manifests';

  /** The file below the output folder that holds them. */
  readonly file: string;
  manifests(): Manifest[];
}

export type Step = ReleaseStep | ManifestsStep;

/** Everything that is to be installed, each step behind those that it needs. */
export type Plan = readonly Step[];

/** Text by path below the output folder. */
export type Files = ReadonlyMap<string, string>;

/**
 * Where objects go that name no namespace, and where Helm keeps the releases of local charts: the namespace that `kubectl apply`
 * takes, so that each form puts them to the same place.
 */
const DEFAULT_NAMESPACE = 'default';

export const namespaceOf = (step: Step): string => (step.kind === 'release' ? step.namespace : DEFAULT_NAMESPACE);

/** Must whoever installs the step make its namespace? */
export const needsNamespace = (step: Step): boolean =>
  step.kind === 'release' && !step.ownsNamespace && step.namespace !== DEFAULT_NAMESPACE;
