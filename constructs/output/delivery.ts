import { installScript } from './private/delivery/install-script';
import type { Files, Plan } from './private/delivery/plan';

/** How what a program installs reaches the cluster. An app can have several; each writes files of its own beside the manifests. */
export abstract class Delivery {
  /** `INSTALL.md` with the commands of every step, and `install.sh` that runs them. */
  public static script(): Delivery {
    return new Written(installScript);
  }

  /** @internal */
  public abstract _files(plan: Plan): Files;
}

class Written extends Delivery {
  constructor(private readonly write: (plan: Plan) => Files) {
    super();
  }

  public override _files(plan: Plan): Files {
    return this.write(plan);
  }
}
