import { describe, expect, inject, test } from 'vitest';
import { FitCluster } from '../../constructs/gpu/hami/fit/cluster';
import { type Case, GROUPS, withNames } from '../constructs/gpu/hami/fit/cases';
import { ApiClient, type Manifest } from './tools/api-client';
import { eventually } from './tools/eventually';
import { HamiScheduler, SEEN } from './tools/hami';
import {
  expectedDevices,
  isRegistered,
  LOCK,
  nodeManifest,
  nodeName,
  podManifest,
  writtenDevices,
} from './tools/hami-objects';
import { randomCases } from './tools/hami-random';
import { namespaceReady } from './tools/workloads';

/** HAMi's scheduler cannot be built from the Go module proxy: whoever has one names it. */
const EXECUTABLE = process.env.HAMI_SCHEDULER;

const SECONDS = 90;
const NAMESPACE = 'hami-cases';

/** Cases at once: each has nodes of its own. */
const AT_ONCE = 6;

const RANDOM_CASES = 60;

const table = GROUPS.filter(([group]) => group !== 'kube-scheduler').flatMap(([, of]) => of);
const cases = [...table.filter(({ machines }) => !machines), ...randomCases(RANDOM_CASES)].map((each, i) => ({
  ...each,
  id: `case-${i + 1}`,
}));
type NumberedCase = Case & { readonly id: string };

describe('the arithmetic of placements, for the table of cases and for random ones', () => {
  test.skipIf(EXECUTABLE === undefined)(
    'is what a real HAMi does (HAMI_SCHEDULER names its binary)',
    async () => {
      await withHami(EXECUTABLE!, async (client) => {
        const waiting = [...cases];
        const wrong: string[] = [];
        const work = async (): Promise<void> => {
          for (let next = waiting.shift(); next; next = waiting.shift())
            wrong.push(...(await differences(client, next)));
        };
        await Promise.all(Array.from({ length: AT_ONCE }, work));
        expect(wrong).toEqual([]);
      });
    },
    20 * 60_000,
  );
});

/** Runs a test beside a real HAMi that knows the nodes of all cases. */
async function withHami(executable: string, body: (client: ApiClient) => Promise<void>): Promise<void> {
  const access = inject('clusters').current;
  const client = new ApiClient(access);
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE, labels: SEEN } };
  const nodes = cases.flatMap(({ id, nodes: own }) => own.map((node) => nodeManifest(id, node)));
  const hami = new HamiScheduler(executable, access, client);
  try {
    await client.mustApply(namespace);
    await namespaceReady(client, NAMESPACE);
    for (const node of nodes) await client.mustApply(node);
    await hami.start();
    await allRegistered(client, nodes);
    await body(client);
  } finally {
    await hami.stop();
    for (const object of [namespace, ...nodes]) await client.request('DELETE', (await client.pathOf(object))!);
    client.close();
  }
}

/** HAMi reads nodes every 15 s, and says so by asking each device plugin whether it is there. */
async function allRegistered(client: ApiClient, nodes: readonly Manifest[]): Promise<void> {
  const own = nodes.filter(({ metadata }) => isRegistered(metadata));
  const names = new Set(own.map(({ metadata }) => metadata.name));
  await eventually('nodes that HAMi knows', SECONDS, async () => {
    const all = (await client.list('v1', 'Node')).filter(({ metadata }) => names.has(metadata.name));
    const isKnown = ({ metadata }: Manifest) => metadata.annotations['hami.io/node-handshake'] !== undefined;
    return (all.length === own.length && all.every(isKnown)) || undefined;
  });
}

/** Places the pods of a case one after the other, and tells where HAMi and the arithmetic part. */
async function differences(client: ApiClient, { id, rule, nodes, pods }: NumberedCase): Promise<string[]> {
  const cluster = new FitCluster(withNames(nodes));
  for (const [i, each] of pods.entries()) {
    const pod = { ...each, name: `p${i + 1}` };
    const real = await realPlace(client, podManifest(id, NAMESPACE, pod));
    const fit = cluster.place(pod);
    const wrong = (ours: string): string[] => {
      const theirs = real.node === undefined ? real.message : `${real.node} ${real.devices.join(';')}`;
      return [`pod ${i + 1}: ${theirs}, but fit says ${ours}; ${rule}`];
    };
    if ('message' in fit) {
      if (!reasonsOf(fit.message).every((reason) => real.message?.includes(reason))) return wrong(fit.message);
      continue;
    }
    const chosen = fit.oneOf.find((name) => nodeName(id, name) === real.node);
    if (chosen === undefined) return wrong(`one of ${fit.oneOf}`);
    // Which of equal nodes, chance decided: what comes is told of that one.
    cluster.remove(pod.name);
    const there = cluster.place({ ...pod, nodeSelector: { ...pod.nodeSelector, only: chosen } });
    const ours = 'node' in there ? expectedDevices(id, there) : [];
    if (ours.join(';') !== real.devices.join(';')) return wrong(ours.join(';'));
  }
  return [];
}

/** Reasons of a message, each with its number of nodes. Commas inside of one stand between cards. */
const reasonsOf = (message: string): string[] =>
  message.replace(/^0\/\d+ nodes are available: |: hami\.io.*$|\.$/g, '').split(/, (?=\d+ )/);

interface RealPlace {
  readonly node?: string;
  readonly message?: string;
  readonly devices: readonly string[];
}

async function realPlace(client: ApiClient, manifest: Manifest): Promise<RealPlace> {
  const path = `/api/v1/namespaces/${NAMESPACE}/pods`;
  const own = `${path}/${manifest.metadata.name}`;
  const created = await client.request('POST', path, JSON.stringify(manifest));
  if (created.status !== 201) return { message: created.body.message, devices: [] };
  const place = await eventually(`${manifest.metadata.name} is looked at`, SECONDS, async () => {
    const { body } = await client.request('GET', own);
    if (body.spec.nodeName !== undefined) return { node: body.spec.nodeName, devices: writtenDevices(body) };
    const { conditions = [] } = body.status ?? {};
    const message = conditions.find(({ type }: Manifest) => type === 'PodScheduled')?.message;
    return message === undefined || isPassing(message) ? undefined : { message, devices: [] };
  });
  if (place.node === undefined) await client.request('DELETE', `${own}?gracePeriodSeconds=0`);
  else await endAllocation(client, own, place.node);
  return place;
}

/** A lock that is about to go, or an object that somebody else has just changed. */
const isPassing = (message: string): boolean => /lock|modified|timeout/i.test(message);

/** What the device plugin does when kubelet has started a pod; without it, the next one would wait for the lock. */
async function endAllocation(client: ApiClient, pod: string, node: string): Promise<void> {
  const patch = (path: string, annotations: object) =>
    client.request('PATCH', path, JSON.stringify({ metadata: { annotations } }), 'application/merge-patch+json');
  await patch(`/api/v1/nodes/${node}`, { [LOCK]: null });
  await patch(pod, { 'hami.io/bind-phase': 'success' });
}
