import { createServer as createHttp, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer as createTcp, type Socket } from 'node:net';

/** What a daemon says of itself; a test may change any of it. */
export const VERSION = {
  Version: '20.10.24',
  ApiVersion: '1.41',
  MinAPIVersion: '1.12',
  Os: 'linux',
  Arch: 'amd64',
  KernelVersion: '6.1.0',
};
export const INFO = {
  ID: 'ABCD:EFGH',
  Name: 'gpu-07',
  NCPU: 128,
  MemTotal: 1_099_511_627_776,
  ServerVersion: '20.10.24',
  OperatingSystem: 'Debian GNU/Linux 12 (bookworm)',
  OSType: 'linux',
  Architecture: 'x86_64',
  Driver: 'overlay2',
  CgroupVersion: '2',
  ContainersRunning: 3,
  Runtimes: { runc: { path: 'runc' }, nvidia: { path: 'nvidia-container-runtime' } },
  DefaultRuntime: 'runc',
  GenericResources: null,
  Warnings: null,
};

/** Answers as dockerd does. */
export const docker =
  (more: { version?: object; info?: object } = {}): RequestListener =>
  ({ url }, response) => {
    response.setHeader('Api-Version', '1.41');
    response.setHeader('Server', 'Docker/20.10.24 (linux)');
    const json = (value: object) => response.setHeader('Content-Type', 'application/json').end(JSON.stringify(value));
    if (url === '/_ping') response.end('OK');
    else if (url === '/version') json({ ...VERSION, ...more.version });
    else if (url === '/info') json({ ...INFO, ...more.info });
    else response.writeHead(404).end('{"message":"page not found"}');
  };

const LOCAL = '127.0.0.1';

/** A listening server, and what it has seen. */
export interface Listening {
  readonly port: number;
  readonly connections: () => number;
  readonly requests: readonly IncomingMessage[];
}

const open: { server: Server | ReturnType<typeof createTcp>; sockets: Set<Socket> }[] = [];

/** Ends every server of this file with its connections. */
export async function closeServers(): Promise<void> {
  for (const { server, sockets } of open.splice(0)) {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  }
}

export const http = (listener: RequestListener): Promise<Listening> => listen(createHttp(listener));
export const https = (options: ServerOptions, listener: RequestListener = docker(), port = 0, host = LOCAL) =>
  listen(createHttps(options, listener), port, host);
/** Bytes instead of a protocol. */
export const tcp = (onConnection: (socket: Socket) => void, host = LOCAL): Promise<Listening> =>
  listen(
    createTcp((socket) => onConnection(socket.on('error', () => {}))),
    0,
    host,
  );

async function listen(server: Server | ReturnType<typeof createTcp>, port = 0, host = LOCAL): Promise<Listening> {
  const requests: IncomingMessage[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections++;
    sockets.add(socket.on('close', () => sockets.delete(socket)));
  });
  server.on('tlsClientError', () => {});
  server.prependListener('request', (request: IncomingMessage) => requests.push(request));
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  open.push({ server, sockets });
  return { port: (server.address() as AddressInfo).port, connections: () => connections, requests };
}
