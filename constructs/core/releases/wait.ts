import type { Duration } from 'cdk8s';

/** An object that is waited for. */
export interface WaitTarget {
  /** Resource as `kubectl get` takes it: `deployment`, `clusterpolicies.nvidia.com`. */
  readonly resource: string;

  /** Name of the object. */
  readonly name: string;

  /**
   * Its namespace.
   * @default - the object belongs to the whole cluster
   */
  readonly namespace?: string;
}

/** Options of a `Wait`. */
export interface WaitOptions {
  /**
   * How long it may take.
   * @default Duration.minutes(10)
   */
  readonly timeout?: Duration;
}

const DEFAULT_SECONDS = 600;

/** When a release is ready, beyond what Helm waits for itself: what comes after it in the order must find this. */
export class Wait {
  /** The API server knows a custom kind. @param name of the CustomResourceDefinition, as `cephclusters.ceph.rook.io` */
  public static definition(name: string, options: WaitOptions = {}): Wait {
    return new Wait({ resource: 'customresourcedefinition', name }, 'condition=Established', options);
  }

  /** A condition of an object is true, as `Available` of a Deployment. */
  public static condition(target: WaitTarget, condition: string, options: WaitOptions = {}): Wait {
    return new Wait(target, `condition=${condition}`, options);
  }

  /** A field of an object has a value. @param path of the field, as `.status.state` */
  public static field(target: WaitTarget, path: string, value: string, options: WaitOptions = {}): Wait {
    return new Wait(target, `jsonpath={${path}}=${value}`, options);
  }

  /** The object. */
  public readonly target: WaitTarget;

  /** What `kubectl wait --for` takes. */
  public readonly expression: string;

  /** How long it may take, in seconds. */
  public readonly timeoutSeconds: number;

  private constructor(target: WaitTarget, expression: string, { timeout }: WaitOptions) {
    this.target = target;
    this.expression = expression;
    this.timeoutSeconds = timeout?.toSeconds() ?? DEFAULT_SECONDS;
  }
}
