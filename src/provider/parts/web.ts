import { shown } from '../../health/probe/shown';
import { get } from '../exchange';
import { PartFailure, type Targets, type Told } from '../part';
import { anyName } from './certificate';

const SERVER_ERROR = 500;
const OK = 200;
const UNAUTHORIZED = 401;

/** The way of a task from outside: by the public Nginx to the ingress controller. A name without a task is answered with 404. */
export async function proxy(targets: Targets, port?: number): Promise<Told> {
  const { domain, address, ca, deadlineMs } = targets;
  const place = port === undefined ? '' : `:${port}`;
  const { status } = await get(`https://${anyName(domain)}${place}/`, { address, ca, deadlineMs });
  if (status >= SERVER_ERROR) {
    throw new PartFailure('bad-answer', `Nginx answers ${status}: it does not reach the ingress controller`);
  }
  return { detail: `a name without a task gets ${status}` };
}

/** The ingress controller, at a port of a node. */
export async function ingress({ ingress: url, domain, deadlineMs }: Targets): Promise<Told> {
  const { status } = await get(wanted(url, '--ingress'), { deadlineMs, headers: { host: anyName(domain) } });
  if (status >= SERVER_ERROR) throw new PartFailure('bad-answer', `it answers ${status}`);
  return { detail: `a name without a task gets ${status}` };
}

/** The API of the provider, by the one route of every version that neither asks others nor changes anything. */
export async function api({ api: url, address, ca, deadlineMs }: Targets): Promise<Told> {
  const route = '/api/v1/computing/host/info';
  const { status, body } = await get(new URL(route, url).href, { address, ca, deadlineMs });
  if (status !== OK) throw new PartFailure('bad-answer', `${route} answers ${status}`);
  const info = parsed(body)?.data;
  if (typeof info?.swan_miner_version !== 'string') {
    throw new PartFailure('bad-answer', `${route} answers, but not as a computing provider does`);
  }
  return { detail: `version ${shown(info.swan_miner_version)}, ${Number(info.cpu_cores)} cores` };
}

/** The registry: asks for a login, and takes that of the provider. */
export async function registry(targets: Targets): Promise<Told> {
  const { registry: url = '', registryCa: ca, registryUser, registryPassword, deadlineMs } = targets;
  const ask = (headers: { [name: string]: string }) => get(new URL('/v2/', url).href, { ca, deadlineMs, headers });
  const warnings = url.startsWith('http:') ? ['it speaks no TLS'] : [];
  const { status, headers } = await ask({});
  if (status === OK) return { detail: 'takes everybody', warnings: [...warnings, 'it asks nobody for a login'] };
  if (status !== UNAUTHORIZED || !headers['www-authenticate']) {
    throw new PartFailure('bad-answer', `/v2/ answers ${status}, which no registry does`);
  }
  if (registryUser === undefined || registryPassword === undefined) return { detail: 'asks for a login', warnings };
  const login = Buffer.from(`${registryUser}:${registryPassword}`).toString('base64');
  const answer = await ask({ authorization: `Basic ${login}` });
  if (answer.status === UNAUTHORIZED)
    throw new PartFailure('login-refused', `it does not take the login of ${registryUser}`);
  if (answer.status !== OK) throw new PartFailure('bad-answer', `/v2/ answers ${answer.status} to the login`);
  return { detail: `takes the login of ${registryUser}`, warnings };
}

/** What must have been said for a part to be asked. */
export function wanted(value: string | undefined, option: string): string {
  if (value === undefined) throw new PartFailure('not-asked', `${option} is not given`, 'unknown');
  return value;
}

function parsed(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
