import { toml } from '../../core/private/third-party';
import { HostSecret } from '../host-secret';
import { SecretQuote } from '../secret-quote';

/** What a key of a TOML file may hold; of an undefined one nothing is written. */
export type TomlValue = string | number | boolean | HostSecret | undefined | readonly string[];

/** A TOML file of tables, in the order that they are given. */
export function tomlFile(tables: { readonly [table: string]: { readonly [key: string]: TomlValue } }): string {
  const plain = Object.entries(tables).map(([name, table]) => {
    const given = Object.entries(table).filter(([, value]) => value !== undefined);
    return [name, Object.fromEntries(given.map(([key, value]) => [key, written(value)]))];
  });
  return toml().stringify(Object.fromEntries(plain));
}

const written = (value: TomlValue): unknown =>
  value instanceof HostSecret ? value.quotedFor(SecretQuote.TOML) : value;
