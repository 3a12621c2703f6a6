import type { ClientRequest, IncomingMessage } from 'node:http';
import type Docker from 'dockerode';
import { endpointOf } from './probe/address';
import { type Dial, NodeAgent } from './probe/connection';
import { Deadline } from './probe/deadline';
import { ProbeFailure } from './probe/failure';
import { materialOf } from './probe/material';
import { createProbe, type ProbeTools } from './probe/probe';
import { shown } from './probe/shown';
import type { NodeTarget, ProbeOptions } from './types';

/** A container that runs, in what one wants to know before its node is taken away. */
export interface RunningContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
}

/** How a node is reached; names are looked up as for a probe. */
export type DockerOptions = Pick<ProbeOptions, 'deadlineMs' | 'signal'> & Pick<ProbeTools, 'lookup'>;

/** What no answer to a list of containers exceeds. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * The containers that run on a node. Looks at the node first: rejects with a `ProbeFailure` that has its reason unless it is
 * connected.
 */
export const runningContainers = (target: NodeTarget, options: DockerOptions): Promise<RunningContainer[]> =>
  withDocker(target, options, async (docker, signal) => {
    const list: unknown = await docker.listContainers({ abortSignal: signal });
    if (!Array.isArray(list)) throw new ProbeFailure('not-docker', '/containers/json is answered with no list');
    return list.map(({ Id, Names, Image }: { Id?: unknown; Names?: unknown; Image?: unknown }) => ({
      id: shown(String(Id)),
      name: shown(String((Array.isArray(Names) ? Names[0] : undefined) ?? Id)).replace(/^\//, ''),
      image: shown(String(Image)),
    }));
  });

/** Runs `work` with a dockerode that can reach this node and nothing else, behind a good probe and within one deadline. */
export async function withDocker<T>(
  target: NodeTarget,
  options: DockerOptions,
  work: (docker: Docker, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { state, reason, detail, elapsedMs } = await createProbe({ lookup: options.lookup })(target, options);
  if (state !== 'connected') throw new ProbeFailure(reason, detail);
  const deadline = new Deadline(Math.max(1, options.deadlineMs - elapsedMs), options.signal);
  const stop = new AbortController();
  const agent = new GuardedAgent(dialOf(target, options));
  try {
    // A body that is cut half way leaves dockerode's promise open for ever: so time runs beside it.
    return await deadline.race(Promise.race([work(await dockerOf(agent), stop.signal), agent.broken]));
  } catch (error) {
    throw deadline.failure(`${shown(target.name)}: no whole answer about its containers`) ?? error;
  } finally {
    deadline.end();
    stop.abort();
    agent.destroy();
  }
}

function dialOf(target: NodeTarget, { deadlineMs, lookup }: DockerOptions): Dial {
  const endpoint = endpointOf(target.address!.trim(), target.useTls);
  const usesTls = endpoint.kind === 'tcp' && endpoint.useTls;
  const context = usesTls ? materialOf(target).context : undefined;
  const attemptMs = Math.max(250, Math.floor(deadlineMs / 4));
  return { endpoint, context, serverName: target.serverName, attemptMs, lookup };
}

/**
 * A dockerode whose traps cannot bite (facts: compute-nodes.md 8; docker-modem 5.0.7). The agent dials, so nothing here decides where
 * to: no address is parsed (1), no protocol guessed (2), and TLS is ours. Every option is said, and the environment is empty while
 * the constructor reads it (3): with a bad `DOCKER_HOST` it would throw.
 */
async function dockerOf(agent: GuardedAgent): Promise<Docker> {
  const { default: Dockerode } = await import('dockerode');
  const said = {
    protocol: 'http' as const,
    host: 'docker',
    port: 2375,
    agent,
    headers: { Host: agent.authority },
    socketPath: undefined,
    pathPrefix: '/',
    username: undefined,
    ca: undefined,
    cert: undefined,
    key: undefined,
    // Daemons differ in the versions that they take: without one they take their own.
    version: undefined,
    timeout: undefined,
    connectionTimeout: undefined,
    sshOptions: {},
  };
  const { DOCKER_HOST } = process.env;
  delete process.env.DOCKER_HOST;
  try {
    return new Dockerode(said);
  } finally {
    if (DOCKER_HOST !== undefined) process.env.DOCKER_HOST = DOCKER_HOST;
  }
}

/** An agent that sees each answer before docker-modem does. */
class GuardedAgent extends NodeAgent {
  /** Rejects when an answer ends before its end, or has none. */
  readonly broken: Promise<never>;
  private break: (failure: ProbeFailure) => void = () => {};

  constructor(dial: Dial) {
    super(dial);
    this.broken = new Promise((_, reject) => {
      this.break = reject;
    });
    this.broken.catch(() => {});
  }

  /** Called by node:http for each request, before anything is sent (`Agent.addRequest`, what proxy agents override, too). */
  addRequest(request: ClientRequest, ...more: unknown[]): void {
    request.prependListener('response', (response: IncomingMessage) => this.guard(response));
    (super['addRequest' as never] as (...all: unknown[]) => void).call(this, request, ...more);
  }

  private guard(response: IncomingMessage): void {
    // Without it docker-modem takes a redirect for what it is, an error; with it, it would go wherever the node says (8).
    delete response.headers.location;
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MOST_BYTES) return;
      this.break(new ProbeFailure('response-too-large', `the answer has more than ${MOST_BYTES} bytes`));
      response.destroy();
    });
    response.on('close', () => {
      if (!response.complete) this.break(new ProbeFailure('truncated', `the answer ends after ${bytes} bytes`));
    });
  }
}
