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

/** One of the two. */
interface Awaited {
  readonly condition?: string;
  readonly field?: { readonly path: string; readonly value: string };
}

/** When a release is ready, beyond what Helm waits for itself: what comes after it in the order must find this. */
export class Wait {
  /** The API server knows a custom kind. @param name of the CustomResourceDefinition, as `cephclusters.ceph.rook.io` */
  public static definition(name: string, options: WaitOptions = {}): Wait {
    return Wait.condition({ resource: 'customresourcedefinition', name }, 'Established', options);
  }

  /** A condition of an object is true, as `Available` of a Deployment. */
  public static condition(target: WaitTarget, condition: string, options: WaitOptions = {}): Wait {
    return new Wait(target, { condition }, options);
  }

  /** A field of an object has a value. @param path of the field, as `.status.state` */
  public static field(target: WaitTarget, path: string, value: string, options: WaitOptions = {}): Wait {
    return new Wait(target, { field: { path, value } }, options);
  }

  /** The object. */
  public readonly target: WaitTarget;

  /** What `kubectl wait --for` takes. */
  public readonly expression: string;

  /** How long it may take, in seconds. */
  public readonly timeoutSeconds: number;

  /** Name of the condition that must be true. @internal */
  public readonly _condition?: string;

  /** Path of the field, as `.status.state`, and the value that it must have. @internal */
  public readonly _field?: { readonly path: string; readonly value: string };

  private constructor(target: WaitTarget, { condition, field }: Awaited, { timeout }: WaitOptions) {
    this.target = target;
    this.expression = field ? `jsonpath={${field.path}}=${field.value}` : `condition=${condition}`;
    this._condition = condition;
    this._field = field;
    this.timeoutSeconds = timeout?.toSeconds() ?? DEFAULT_SECONDS;
  }
}
