import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { HelmChart } from '../../constructs/output';
import type { Manifest } from './tools/api-client';
import { describeClusters, type TestCluster } from './tools/clusters';
import { eventually } from './tools/eventually';
import { describeHelms, type TestHelm } from './tools/helm';
import { labCharts } from './tools/lab-charts';
import { namespaceReady } from './tools/workloads';

const COMMITTED = join(import.meta.dirname, '../../charts-out');
const CHARTS = await labCharts();

type Values = { readonly [key: string]: string };
/** What is on the server, by kind and name; undefined: nothing. */
type States = { readonly [object: string]: { readonly uid: string; readonly content: string } | undefined };

/** One release of one of our charts on a real server. */
class Release {
  public constructor(
    private readonly helm: TestHelm,
    private readonly cluster: TestCluster,
    private readonly chart: HelmChart,
    private readonly name: string,
    private readonly namespace: string,
  ) {}

  /** `install`, `upgrade`, and with what. */
  public apply(verb: 'install' | 'upgrade', values: Values): Promise<string> {
    const sets = Object.entries(values).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
    return this.run(verb, this.name, join(COMMITTED, this.chart.chartName), ...sets);
  }

  public rollback = (revision: number): Promise<string> => this.run('rollback', this.name, String(revision));
  public uninstall = (): Promise<string> => this.run('uninstall', this.name);

  private async run(...args: string[]): Promise<string> {
    const { kubeconfig } = this.cluster.access;
    const { status, stdout, stderr } = await this.helm.run([...args, '-n', this.namespace], kubeconfig);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return stdout;
  }

  /** The objects that a release with these values has, as they are on the server. */
  public async states(values: object): Promise<States> {
    const options = { values, releaseName: this.name, releaseNamespace: this.namespace };
    const states: { [object: string]: States[string] } = {};
    for (const manifest of this.chart.renderManifests(options)) {
      states[`${manifest.kind} ${manifest.metadata.name}`] = await this.state(manifest);
    }
    return states;
  }

  private async state(manifest: Manifest): Promise<States[string]> {
    const { client } = this.cluster;
    const { status, body } = await client.request('GET', (await client.pathOf(manifest))!);
    if (status === 404 || body.metadata?.deletionTimestamp) return undefined;
    const { metadata, status: _, ...content } = body;
    // All that an upgrade could change; the rest are notes of controllers and of Helm.
    const { name, namespace, labels, generation } = metadata;
    return { uid: metadata.uid, content: JSON.stringify({ name, namespace, labels, generation, ...content }) };
  }
}

const claimsOf = (states: States): States =>
  Object.fromEntries(Object.entries(states).filter(([object]) => object.startsWith('PersistentVolumeClaim ')));
const uidsOf = (states: States) =>
  Object.fromEntries(Object.entries(states).map(([object, one]) => [object, one?.uid]));
/** Of which objects something is on the server. */
const presentOf = (states: States): string[] => Object.keys(states).filter((object) => states[object] !== undefined);

describeClusters('a release', (cluster) => {
  describeHelms('of our charts', (helm) => {
    const uid = `helm-${helm.major}`;

    describe('lab-user', () => {
      const values = { uid, mail: `${uid}@example.edu` };
      const release = new Release(helm, cluster, CHARTS['lab-user'], `user-${uid}`, 'default');
      let installed: States;
      beforeAll(async () => {
        expect(await release.apply('install', values)).toContain('STATUS: deployed');
        installed = await release.states(values);
      });

      test('is all there', () => {
        expect(presentOf(installed)).toHaveLength(9);
        expect(Object.keys(claimsOf(installed))).toHaveLength(4);
      });

      test('an upgrade with the same values changes nothing', async () => {
        expect(await release.apply('upgrade', values)).toContain('REVISION: 2');
        expect(await release.states(values)).toEqual(installed);
      });

      test('an upgrade with another quota changes the quota, and a rollback takes it back', async () => {
        const quota = 'ResourceQuota quota-cpu-mem-gpu-pvc';
        await release.apply('upgrade', { ...values, 'quota.pods': '3' });
        const changed = await release.states(values);
        expect(uidsOf(changed)).toEqual(uidsOf(installed));
        expect(changed[quota]!.content).toContain('"count/pods":"3"');
        expect({ ...changed, [quota]: installed[quota] }).toEqual(installed);
        expect(await release.rollback(1)).toContain('Rollback was a success');
        expect(await release.states(values)).toEqual(installed);
      });

      test('the data stays when it is uninstalled, and nothing else', async () => {
        expect(await release.uninstall()).toContain('kept due to the resource policy');
        const namespace = `Namespace ${uid}`;
        const kept = [namespace, ...Object.keys(claimsOf(installed))].sort();
        const left = await eventually('only what is kept', 60, async () => {
          const states = await release.states(values);
          return presentOf(states).length <= kept.length ? states : undefined;
        });
        expect(presentOf(left).sort()).toEqual(kept);
        expect(left).toMatchObject({ ...claimsOf(installed), [namespace]: installed[namespace] });
      });
    });

    describe('student-workload', () => {
      const namespace = `job-${uid}`;
      const values = { NameSpace: namespace, BaseName: 'pytorch', GPU: 'RTX4090D' };
      const release = new Release(helm, cluster, CHARTS['student-workload'], 'lab1', namespace);
      const deployment = `Deployment ${namespace}-pytorch-lab1`;
      let installed: States;
      beforeAll(async () => {
        await cluster.client.mustApply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
        await namespaceReady(cluster.client, namespace);
        const said = await release.apply('install', values);
        expect(said).toContain('STATUS: deployed');
        expect(said).toContain(`kubectl -n ${namespace} exec -it deploy/${namespace}-pytorch-lab1 -- bash`);
        installed = await release.states(values);
      });

      test('is all there', () => {
        expect(presentOf(installed)).toHaveLength(4);
        expect(Object.keys(claimsOf(installed))).toHaveLength(2);
      });

      test('an upgrade with the same values changes nothing', async () => {
        expect(await release.apply('upgrade', values)).toContain('REVISION: 2');
        expect(await release.states(values)).toEqual(installed);
      });

      test('an upgrade keeps the claims, and a rollback takes it back', async () => {
        await release.apply('upgrade', { ...values, Replicas: '2' });
        const changed = await release.states(values);
        expect(uidsOf(changed)).toEqual(uidsOf(installed));
        expect(changed[deployment]!.content).toContain('"replicas":2');
        expect({ ...changed, [deployment]: installed[deployment] }).toEqual(installed);
        expect(await release.rollback(1)).toContain('Rollback was a success');
        const back = await release.states(values);
        expect(uidsOf(back)).toEqual(uidsOf(installed));
        expect(back[deployment]!.content).toContain('"replicas":1');
      });

      test('the scratch claims go with it when it is uninstalled', async () => {
        expect(await release.uninstall()).toContain('uninstalled');
        await eventually('nothing of it', 60, async () => {
          return presentOf(await release.states(values)).length === 0 || undefined;
        });
      });
    });
  });
});
