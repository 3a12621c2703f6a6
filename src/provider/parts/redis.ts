import { connect } from 'node:net';
import { shown } from '../../health/probe/shown';
import { failureOf } from '../exchange';
import { PartFailure, type Targets, type Told } from '../part';

/** A command as an array of bulk strings (redis.io, "Redis serialization protocol"). */
const command = (...words: string[]): string =>
  `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;

/** Redis: asks for a password, and takes that of the provider. */
export async function redis({ redis: place = '', redisPassword, deadlineMs }: Targets): Promise<Told> {
  const [, host, port] = /^\[?([^\]]+)\]?:(\d+)$/.exec(place) ?? [];
  const commands =
    redisPassword === undefined
      ? [command('PING')]
      : [command('PING'), command('AUTH', redisPassword), command('PING')];
  const [bare, login, ping] = await talk(host, Number(port), commands, deadlineMs);
  if (bare === '+PONG') return { detail: 'takes everybody', warnings: ['it asks for no password'] };
  if (!bare.startsWith('-NOAUTH')) throw new PartFailure('bad-answer', `it answers ${shown(bare)}`);
  if (redisPassword === undefined) return { detail: 'asks for a password' };
  if (login !== '+OK') throw new PartFailure('login-refused', 'it does not take the password');
  if (ping !== '+PONG') throw new PartFailure('bad-answer', `it answers ${shown(ping)}`);
  return { detail: 'takes the password' };
}

/** More than this in one line is no answer of Redis. */
const LONGEST = 4096;

/** One line of answer for each command. */
function talk(host: string, port: number, commands: readonly string[], deadlineMs: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect({ host, port }, () => socket.write(commands.join('')));
    const end = (failure: PartFailure) => {
      reject(failure);
      socket.destroy();
    };
    const timer = setTimeout(() => end(new PartFailure('timeout', `no answer within ${deadlineMs} ms`)), deadlineMs);
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
      const lines = text.split('\r\n');
      if (lines.length > commands.length) {
        resolve(lines.slice(0, commands.length));
        socket.destroy();
      } else if (text.length > LONGEST) end(new PartFailure('bad-answer', 'what listens there is no Redis'));
    });
    socket.on('error', (error) => end(failureOf(error, deadlineMs)));
    socket.on('close', () => {
      clearTimeout(timer);
      reject(new PartFailure('connection', 'the connection was closed'));
    });
  });
}
