/**
 * The Docker endpoint of a host, for health checks. Certificates and keys are named, never held: each by a file (relative to the
 * folder of the inventory) or by an environment variable of whoever checks.
 */
export interface DockerEndpoint {
  /**
   * `tcp://HOST:PORT`, `https://HOST:PORT`, `http://HOST:PORT` or `unix:///PATH`.
   * @default - `tcp://` and the address of the host, on Docker's port
   */
  readonly address?: string;

  /**
   * Name in the daemon's certificate, where it is not that of the address.
   * @default - the host of the address
   */
  readonly serverName?: string;

  /** Is TLS spoken? */
  readonly tls: boolean;

  /**
   * File of the authority that signed the daemon's certificate, PEM.
   * @default - `caEnv`
   */
  readonly caFile?: string;

  /**
   * Environment variable that holds the authority.
   * @default - `caFile`
   */
  readonly caEnv?: string;

  /**
   * File of the client certificate, PEM.
   * @default - `certEnv`
   */
  readonly certFile?: string;

  /**
   * Environment variable that holds the client certificate.
   * @default - `certFile`
   */
  readonly certEnv?: string;

  /**
   * File of the client's key, PEM, not encrypted.
   * @default - `keyEnv`
   */
  readonly keyFile?: string;

  /**
   * Environment variable that holds the client's key.
   * @default - `keyFile`
   */
  readonly keyEnv?: string;
}
