/** Options of `ProviderIngress.nginx`. */
export interface ProviderNginxOptions {
  /**
   * Port of every node for HTTP, 30000 to 32767: what the public Nginx hands requests on to.
   * @default 30080
   */
  readonly nodePort?: number;

  /**
   * Version of the chart, as "4.15.1".
   * @default - the pinned one, whose image has a digest
   */
  readonly version?: string;

  /**
   * Values over those of the stack, held against the keys of the chart.
   * @default - none
   */
  readonly values?: { [key: string]: any };
}

/** An ingress controller that somebody else installs. */
export interface ExistingIngress {
  /** Namespace of its pods: policies let them reach tasks. */
  readonly namespace: string;

  /** Port of every node for HTTP. */
  readonly nodePort: number;
}

const NODE_PORT = 30080;

/**
 * Who takes requests to tasks. Every version of the provider makes an Ingress of class `nginx` with the path `/*` and the annotation
 * `nginx.ingress.kubernetes.io/use-regex`, and no version makes a route of the Gateway API.
 */
export class ProviderIngress {
  /** Ingress-nginx, a retired project: a warning (GPULAB2422) says so, which can be acknowledged. */
  public static nginx(options: ProviderNginxOptions = {}): ProviderIngress {
    return new ProviderIngress('ingress-nginx', options.nodePort ?? NODE_PORT, options);
  }

  /** Another controller that serves class `nginx` and this annotation, such as Traefik with its provider for ingress-nginx. */
  public static existing(controller: ExistingIngress): ProviderIngress {
    return new ProviderIngress(controller?.namespace, controller?.nodePort, undefined);
  }

  private constructor(
    /** Namespace of the controller. */
    public readonly namespace: string,
    /** Port of every node for HTTP. */
    public readonly nodePort: number,
    /** @internal */
    public readonly _nginx: ProviderNginxOptions | undefined,
  ) {}
}
