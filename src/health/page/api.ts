import type { ComputeNode, StateChange } from './node';
import { currentLanguage } from './words';

/** Nodes in one answer of a list. */
const PAGE_SIZE = 1000;

/** Nobody is signed in any more. */
export class SignedOut extends Error {}

/** What runs on a node. */
export interface Container {
  readonly id: string;
  readonly name: string;
  readonly image: string;
}

/** The server says no, and why. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly error: string,
    readonly problems: readonly { readonly field: string; readonly message: string }[] = [],
    readonly containers: readonly Container[] = [],
  ) {
    super(message);
  }
}

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: {
      'Accept-Language': currentLanguage(),
      ...(body && { 'Content-Type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
  });
  if (response.status === 401) throw new SignedOut();
  const answer = await response.json();
  if (answer.code === 0) return answer.data;
  const { error = '', problems, containers } = answer.data ?? {};
  throw new Refused(answer.msg ?? `status ${response.status}`, error, problems, containers);
}

export const signIn = (token: string): Promise<void> => call('POST', 'session', { token });
export const signOut = (): Promise<void> => call('DELETE', 'session');

/** Every node. */
export async function allNodes(): Promise<ComputeNode[]> {
  const nodes: ComputeNode[] = [];
  for (let page = 1; ; page++) {
    const path = `computeNode/getComputeNodeList?page=${page}&pageSize=${PAGE_SIZE}`;
    const { list, total } = await call<{ list: ComputeNode[]; total: number }>('GET', path);
    nodes.push(...list);
    if (nodes.length >= total || list.length === 0) return nodes;
  }
}

export const findNode = (id: number): Promise<ComputeNode> => call('GET', `computeNode/findComputeNode?ID=${id}`);

/** Changes of state, the newest first. */
export async function history(ids: readonly number[], limit: number): Promise<StateChange[]> {
  const wanted = ids.map((id) => `IDs%5B%5D=${id}`).join('&');
  return (await call<{ list: StateChange[] }>('GET', `history?${wanted}&limit=${limit}`)).list;
}

/** What a form gives. */
export type NodeInput = { readonly [field: string]: string | number | boolean | null };

export const createNode = (input: NodeInput): Promise<ComputeNode> =>
  call('POST', 'computeNode/createComputeNode', input);

export const updateNode = (id: number, input: NodeInput): Promise<ComputeNode> =>
  call('PUT', 'computeNode/updateComputeNode', { ID: id, ...input });

export async function testNode(id: number): Promise<ComputeNode> {
  return (await call<{ node: ComputeNode }>('POST', 'computeNode/testConnection', { ID: id })).node;
}

export const deleteNode = (id: number, confirm: boolean): Promise<unknown> =>
  call('DELETE', `computeNode/deleteComputeNode?ID=${id}${confirm ? '&confirm=true' : ''}`);
