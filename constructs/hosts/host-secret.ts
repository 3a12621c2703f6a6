import { error } from '../core/rules/problem';
import { refuse } from '../core/rules/refuse';
import { type SecretSource, tokenOf } from './private/secret-token';
import type { SecretQuote } from './secret-quote';

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** No blanks, quotes or hidden characters: what a secret file is called. */
const PATH = /^(?!.*(?:^|\/)\.\.(?:\/|$))[\w./@%+=:,-]+$/;

/**
 * A secret on a host. It is read by the machine that sets hosts up, at that moment; the output holds a marker in its place, and
 * where the secret comes from.
 */
export class HostSecret {
  /** From an environment variable of whoever sets the hosts up, as "REDIS_PASSWORD". */
  public static fromEnv(variable: string): HostSecret {
    if (typeof variable !== 'string' || !VARIABLE.test(variable)) {
      const message = 'variable is no name of an environment variable (it is not shown: it may be the secret itself)';
      refuse([error('GPULAB2955', message, 'variable', 'write it as REDIS_PASSWORD')], HostSecret.fromEnv);
    }
    return new HostSecret({ from: 'env', name: variable });
  }

  /** From a file of whoever sets the hosts up, relative to the folder of the inventory, as "secrets/redis". */
  public static fromFile(path: string): HostSecret {
    if (typeof path !== 'string' || !PATH.test(path)) {
      const message =
        'path is no path of letters, digits and ./@%+=:,-_ without ".." (it is not shown: it may be the secret itself)';
      refuse([error('GPULAB2955', message, 'path', 'write it as secrets/redis')], HostSecret.fromFile);
    }
    return new HostSecret({ from: 'file', name: path });
  }

  private constructor(
    /** @internal */
    public readonly _source: SecretSource,
  ) {}

  /**
   * What is written in a text of `HostFile` in place of the secret. It says where the secret comes from and how it is quoted, and
   * holds nothing of it.
   */
  public quotedFor(quote: SecretQuote): string {
    return tokenOf(this._source, quote);
  }

  /** Refused in every file: nobody has said how the secret is quoted there. */
  public toString(): string {
    return tokenOf(this._source, 'unquoted');
  }
}
