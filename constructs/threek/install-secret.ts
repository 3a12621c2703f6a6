import { error } from '../core/rules/problem';
import { refuse } from '../core/rules/refuse';

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** No blanks, quotes or signs that mean something to a shell or to YAML: it stands in scripts and in placeholders. */
const PATH = /^\/[\w./@%+=:,-]+$/;

/**
 * A secret that is read when the platform is installed. What is written in its place says where it comes from, so no file of the
 * output holds it.
 */
export class InstallSecret {
  /** From an environment variable of the installation, as "SSH_PASSWORD". */
  public static environment(variable: string): InstallSecret {
    if (typeof variable !== 'string' || !VARIABLE.test(variable)) {
      const message = 'variable is no name of an environment variable (it is not shown: it may be the secret itself)';
      refuse([error('GPULAB2827', message, 'variable', 'write it as SSH_PASSWORD')], InstallSecret.environment);
    }
    return new InstallSecret('environment', variable);
  }

  /** From the first line of a file on the machine of the installation, as "/root/harbor-password". */
  public static file(path: string): InstallSecret {
    if (typeof path !== 'string' || !PATH.test(path)) {
      const message =
        'path is no absolute path of letters, digits and ./@%+=:,-_ (it is not shown: it may be the secret itself)';
      refuse([error('GPULAB2827', message, 'path', 'write it as /root/harbor-password')], InstallSecret.file);
    }
    return new InstallSecret('file', path);
  }

  private constructor(
    /** @internal */
    public readonly _from: 'environment' | 'file',
    /** @internal */
    public readonly _name: string,
  ) {}

  /**
   * What stands in files in place of the secret.
   * @internal
   */
  public get _placeholder(): string {
    return `<${this._from} ${this._name}>`;
  }

  /**
   * A command that prints the secret without a line break at its end, and fails without one. It never is an argument of a process.
   * @internal
   */
  public get _print(): string {
    return this._from === 'environment'
      ? `printf %s "\${${this._name}:?is not set}"`
      : `head -n 1 -- '${this._name}' | tr -d '\\n'`;
  }
}
