import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';

/** What stands wherever a secret would be printed. */
const HIDDEN = '***';

/** A secret could not be had. The message names where it should be, never what is there. */
export class SecretError extends Error {
  constructor(
    message: string,
    /** Is there nothing at all where it should be? */
    readonly isAbsent = false,
  ) {
    super(message);
  }
}

/**
 * A text that nothing prints: a private key, a certificate, a password. It says where it comes from, and gives the text only to
 * who asks with `reveal`. JSON, template literals and `console.log` all show `***`.
 */
export class Secret {
  /** A text that is fetched when it is asked for, as from a store that decrypts it. */
  static of(source: string, read: () => string): Secret {
    return new Secret(source, read);
  }

  /** A text that is in memory already. */
  static ofText(text: string): Secret {
    return new Secret('a given text', () => text);
  }

  /** The content of a file, read anew each time, so that a renewed certificate is seen without a restart. */
  static ofFile(path: string): Secret {
    return new Secret(`file ${path}`, () => readSecret(path));
  }

  /** An environment variable. */
  static ofEnvironment(name: string): Secret {
    return new Secret(`environment variable ${name}`, () => {
      const text = process.env[name];
      if (text === undefined || text === '') throw new SecretError(`environment variable ${name} is not set`, true);
      return text;
    });
  }

  readonly #read: () => string;

  private constructor(
    /** Where it comes from, for messages: `file ca.pem`, `environment variable NODE_KEY`. */
    readonly source: string,
    read: () => string,
  ) {
    this.#read = read;
  }

  /** The text. Throws a `SecretError` where there is none. */
  reveal(): string {
    return this.#read();
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }
}

function readSecret(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new SecretError(`file ${path} cannot be read (${code})`, code === 'ENOENT');
  }
}
