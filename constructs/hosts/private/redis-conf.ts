import { HostSecret } from '../host-secret';
import { SecretQuote } from '../secret-quote';
import { redisQuoted } from './fill';

/** A line of redis.conf: a directive and its arguments. */
export type RedisLine = readonly [directive: string, ...args: (string | HostSecret)[]];

/** A redis.conf, or a part that another one includes. */
export const redisConf = (lines: readonly RedisLine[]): string =>
  lines.map(([directive, ...args]) => `${[directive, ...args.map(argument)].join(' ')}\n`).join('');

const argument = (value: string | HostSecret): string => {
  if (value instanceof HostSecret) return redisQuoted(value.quotedFor(SecretQuote.REDIS));
  return /^[\w./:-]+$/.test(value) ? value : redisQuoted(value);
};
