/** A machine of a computing provider. */
export interface ProviderHost {
  /** Name of the host and of the node: a DNS label. */
  readonly name: string;

  /** IP address in the network of the hosts. */
  readonly address: string;

  /**
   * Has it GPUs? Then NVIDIA's runtime is the default one: neither tasks nor the exporter name a runtime class.
   * @default true
   */
  readonly gpu?: boolean;
}
