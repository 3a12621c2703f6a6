import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { SecretError } from '../secret';

/** AES-256-GCM (NIST SP 800-38D): nonces of 96 bits, never used twice with one key; tags of 128. */
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FORM = /^(?:[0-9a-f]{64}|[A-Za-z0-9+/]{43}=)$/i;

/** A text that is no key. The message never shows it. */
export class KeyError extends Error {}

/**
 * Encrypts what is secret in the database. Each text is bound to its place (`node 7 clientKey`): moved elsewhere it cannot be read. A key is
 * known by its digest, which stands before each text; so several keys can be read with while one is written with.
 */
export class Vault {
  /** Keys, one a line, in base64 or hexadecimal: the first encrypts, all decrypt. */
  static of(text: string): Vault {
    const lines = text.split(/\r?\n/).map((line) => line.trim());
    const keys = lines.filter((line) => line !== '' && !line.startsWith('#'));
    if (keys.length === 0) throw new KeyError('there is no key');
    return new Vault(keys.map(keyOf));
  }

  private readonly keys = new Map<string, Buffer>();
  /** Of the key that encrypts. */
  readonly keyId: string;

  private constructor(keys: readonly Buffer[]) {
    for (const key of keys) this.keys.set(createHash('sha256').update(key).digest('hex').slice(0, 12), key);
    this.keyId = this.keys.keys().next().value!;
  }

  has(keyId: string): boolean {
    return this.keys.has(keyId);
  }

  encrypt(text: string, place: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.keys.get(this.keyId)!, nonce).setAAD(Buffer.from(place));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `${this.keyId}:${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')}`;
  }

  /** Throws a `SecretError` where the key is another, or the text was changed or moved. */
  decrypt(encrypted: string, place: string): string {
    const [keyId, body = ''] = encrypted.split(':');
    const key = this.keys.get(keyId);
    if (!key) throw new SecretError(`${place} is encrypted with key ${keyId}, which is not here`);
    const bytes = Buffer.from(body, 'base64');
    try {
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      throw new SecretError(`${place} was changed in the database: it cannot be decrypted`);
    }
  }
}

function keyOf(text: string, index: number): Buffer {
  if (!FORM.test(text))
    throw new KeyError(`line ${index + 1} is no key of ${KEY_BYTES} bytes in base64 or hexadecimal`);
  return Buffer.from(text, text.length === 64 ? 'hex' : 'base64');
}
