import type { HostSecret } from '../../hosts/host-secret';

/** Somebody who may push to the registry and pull from it. */
export interface RegistryUser {
  /** Name, without ":". */
  readonly name: string;

  /** The bcrypt hash of the password, as `htpasswd -nbB` prints it behind the name: "$2y$...". */
  readonly passwordHash: HostSecret;
}

/** Options of `RegistryAccess.tls`. */
export interface RegistryTlsOptions {
  /** Name of the host that the registry is on. */
  readonly host: string;

  /** Certificate of the registry, PEM, for the address of the host; the chain behind it. */
  readonly certificate: string;

  /** Its key, PEM. */
  readonly key: HostSecret;

  /** Authority that signed the certificate, PEM: every host trusts it for this registry alone. */
  readonly ca: string;

  /** Who may log in. The first one is who the provider pushes as, and nodes pull as. */
  readonly users: RegistryUser[];

  /** Password of the first user: config.toml and the kubelets need it in clear. */
  readonly password: HostSecret;

  /**
   * Directory of the images.
   * @default "/var/lib/docker-registry"
   */
  readonly directory?: string;

  /**
   * Port.
   * @default 5000
   */
  readonly port?: number;
}

/** Options of `RegistryAccess.insecure`. */
export interface InsecureRegistryOptions {
  /** Name of the host that the registry is on. */
  readonly host: string;

  /**
   * Directory of the images.
   * @default "/var/lib/docker-registry"
   */
  readonly directory?: string;

  /**
   * Port.
   * @default 5000
   */
  readonly port?: number;
}

/** How hosts reach the registry that images of tasks are pushed to. Needed with more than one node. */
export class RegistryAccess {
  /** By TLS, with a login; images in a directory that nobody else reads. */
  public static tls(options: RegistryTlsOptions): RegistryAccess {
    return new RegistryAccess(options, options);
  }

  /** In clear and without login, as the first guide had it. A warning (GPULAB2972) of every run. */
  public static insecure(options: InsecureRegistryOptions): RegistryAccess {
    return new RegistryAccess(options, undefined);
  }

  private constructor(
    /** @internal */
    public readonly _place: InsecureRegistryOptions,
    /** @internal */
    public readonly _tls: RegistryTlsOptions | undefined,
  ) {}
}
