import type { ArgoCdOptions } from './argo-cd-options';
import type { FluxOptions } from './flux-options';
import type { InlineOptions } from './inline-options';
import { argoCdWriter } from './private/delivery/argo-cd';
import { fluxWriter } from './private/delivery/flux';
import { HELMFILE } from './private/delivery/helmfile';
import { inlineWriter } from './private/delivery/inline/inline';
import { SCRIPT } from './private/delivery/install-script';
import type { Files, Plan } from './private/delivery/plan';
import { stepProblems } from './private/delivery/step-problems';
import { UMBRELLA } from './private/delivery/umbrella';
import type { DeliveryContext, DeliveryProblem, Writer } from './private/delivery/writer';

/**
 * How what a program installs reaches the cluster: releases of other people's charts and objects of its own, in one order. An app
 * can have several; each writes files of its own beside the manifests.
 */
export abstract class Delivery {
  /** `INSTALL.md` with the commands of every step, and `install.sh` that runs them. */
  public static script(): Delivery {
    return new Written(SCRIPT);
  }

  /** One `helmfile.yaml`, for helmfile 1 or newer. */
  public static helmfile(): Delivery {
    return new Written(HELMFILE);
  }

  /** A wrapper chart for each release, whose dependency is the upstream chart, and the order to install them in. */
  public static umbrella(): Delivery {
    return new Written(UMBRELLA);
  }

  /** Applications of Argo CD, in waves, and one that makes them. */
  public static argoCd(options: ArgoCdOptions): Delivery {
    return new Written(argoCdWriter(options));
  }

  /** HelmReleases of Flux that depend on each other. */
  public static flux(options: FluxOptions): Delivery {
    return new Written(fluxWriter(options));
  }

  /** The objects of every release, rendered by a local helm and written beside the program's own. */
  public static inline(options: InlineOptions): Delivery {
    return new Written(inlineWriter(options));
  }

  /**
   * What would go wrong with its files; asked before anything is written.
   * @internal
   */
  public abstract _problems(plan: Plan): DeliveryProblem[];

  /** @internal */
  public abstract _files(plan: Plan, context: DeliveryContext): Files;
}

class Written extends Delivery {
  constructor(private readonly writer: Writer) {
    super();
  }

  public override _problems(plan: Plan): DeliveryProblem[] {
    return [...stepProblems(plan, this.writer.longestName), ...(this.writer.problems?.(plan) ?? [])];
  }

  public override _files(plan: Plan, context: DeliveryContext): Files {
    return this.writer.files(plan, context);
  }
}
