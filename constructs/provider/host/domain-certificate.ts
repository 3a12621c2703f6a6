import type { HostSecret } from '../../hosts/host-secret';

/** A certificate that is on the host already. */
export interface CertificateFiles {
  /** The certificate and the chain behind it, PEM. */
  readonly certificateFile: string;

  /** Its key, PEM. */
  readonly keyFile: string;
}

/** A certificate that is brought to the host. */
export interface CertificateText {
  /** The certificate and the chain behind it, PEM. It must be for `*.DOMAIN`. */
  readonly certificate: string;

  /** Its key, PEM. */
  readonly key: HostSecret;
}

/** The certificate for `*.DOMAIN`: Nginx shows it for tasks, the provider for its API and logs. */
export class DomainCertificate {
  /**
   * Somebody renews it on the host, such as certbot (a wildcard needs its DNS-01 challenge). It is looked at when the provider is
   * installed, not before.
   * @param files by default those of Let's Encrypt: /etc/letsencrypt/live/DOMAIN/fullchain.pem and privkey.pem
   */
  public static onHost(files?: CertificateFiles): DomainCertificate {
    return new DomainCertificate(files, undefined);
  }

  /** Brought with the other files. Its names are looked at now; when it ends, when the provider is installed. */
  public static fromText(text: CertificateText): DomainCertificate {
    return new DomainCertificate(undefined, text);
  }

  private constructor(
    /** @internal */
    public readonly _files: CertificateFiles | undefined,
    /** @internal */
    public readonly _text: CertificateText | undefined,
  ) {}
}
