import type { InstallSecret } from '../install-secret';

/** The token that a CPod logs in to the portal with. It is the user's, not the cluster's: whoever has it can register clusters. */
export class AccessKey {
  /**
   * In a Secret that somebody else makes in the operator's namespace; declare it with `app.external.secret`.
   * @param secret name of the Secret
   * @param key key in it
   */
  public static fromSecret(secret: string, key: string = 'access_key'): AccessKey {
    return new AccessKey({ secret, key });
  }

  /** Read when the platform is installed, and put into `cpod-info` by a step of the installation. */
  public static atInstall(secret: InstallSecret): AccessKey {
    return new AccessKey({ install: secret });
  }

  /** In clear in the manifests of the output. For tests, and where the output itself is kept as a secret. */
  public static inClear(value: string): AccessKey {
    return new AccessKey({ value });
  }

  private constructor(
    /** @internal */
    public readonly _source: {
      readonly secret?: string;
      readonly key?: string;
      readonly install?: InstallSecret;
      readonly value?: string;
    },
  ) {}
}
