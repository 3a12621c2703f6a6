/** How the controller reaches a host by SSH, and how it knows that it is this host. */
export interface SshAccess {
  /** Whom the controller logs in as. Other than root, this user needs sudo without a password. */
  readonly user: string;

  /** Port of sshd. */
  readonly port: number;

  /**
   * Public host keys that are this host's, as `ssh-ed25519 AAAA...`: another one is refused.
   * @default - those that a person confirmed after `gpulab hosts scan`
   */
  readonly hostKeys: string[];

  /**
   * Name of the host that the way leads through.
   * @default - none: it is reached directly
   */
  readonly jump?: string;

  /**
   * File of a private key that the host accepts before it knows the controller's own; relative to the folder of the inventory.
   * @default - what your own ssh would offer
   */
  readonly identityFile?: string;
}

/** Hosts of one group may log in to hosts of another. */
export interface SshTrust {
  /** Group whose hosts get a key of their own, or `all`. */
  readonly from: string;

  /** Group whose hosts accept these keys, or `all`. */
  readonly to: string;
}
