import { type IncomingMessage, request } from 'node:http';
import type { NodeAgent } from './connection';
import { ProbeFailure } from './failure';

/** An answer, as far as we wanted it. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What is asked for. */
export interface Question {
  readonly path: string;
  /** A larger body ends the exchange. */
  readonly mostBytes: number;
}

/** Interim answers (1xx) are legal; hundreds are an attack. */
const MOST_INTERIM = 16;

/** One GET. Follows nothing, and reads no more than was said. Rejects with a `ProbeFailure`, or with what Node reports. */
export async function get(agent: NodeAgent, question: Question): Promise<Answer> {
  try {
    return await getOnce(agent, question);
  } catch (error) {
    // A server may close a connection that waits for its next request, and is right to.
    if (error instanceof StaleConnection) return getOnce(agent, question);
    throw error;
  }
}

class StaleConnection extends Error {
  readonly code = 'ECONNRESET';
}

function getOnce(agent: NodeAgent, { path, mostBytes }: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const end = (error: Error) => {
      reject(error);
      // Destroyed without that error: it is told already, and nobody would listen.
      outgoing.destroy();
    };
    const outgoing = request({
      agent,
      path,
      method: 'GET',
      headers: { Host: agent.authority, 'User-Agent': 'gpulab' },
    });
    let interim = 0;
    outgoing.on('information', () => {
      if (++interim > MOST_INTERIM) end(new ProbeFailure('response-too-large', 'the answer never comes to its point'));
    });
    outgoing.on('upgrade', ({ statusCode }, socket) => {
      socket.destroy();
      end(new ProbeFailure('not-docker', `${path} is answered with ${statusCode}: another protocol`));
    });
    let answered = false;
    outgoing.on('error', (error) => end(outgoing.reusedSocket && !answered ? new StaleConnection() : error));
    outgoing.on('response', (incoming) => {
      answered = true;
      read(incoming, path, mostBytes).then(resolve, end);
    });
    outgoing.end();
  });
}

function read(incoming: IncomingMessage, path: string, mostBytes: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > mostBytes) {
        reject(new ProbeFailure('response-too-large', `the answer to ${path} has more than ${mostBytes} bytes`));
      } else chunks.push(chunk);
    });
    incoming.on('end', () => {
      const { statusCode: status = 0, headers } = incoming;
      resolve({ status, headers, body: Buffer.concat(chunks).toString('utf8') });
    });
    const cut = () => reject(new ProbeFailure('truncated', `the answer to ${path} ends after ${bytes} bytes`));
    incoming.on('error', cut);
    // Also where neither an end nor an error is told.
    incoming.on('close', cut);
  });
}
