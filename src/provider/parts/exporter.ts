import { shown } from '../../health/probe/shown';
import { PartFailure, type Targets, type Told } from '../part';
import { kubectlOf } from './kubectl';

/** Where the provider looks, and nowhere else (facts: compute-provider.md 2.9). */
const NAMESPACE = 'kube-system';
const LABEL = 'app=resource-exporter';

/** The exporter: a pod on every node that has GPUs, whose last line of log is JSON, which is all that the provider reads of it. */
export async function exporter(targets: Targets): Promise<Told> {
  const kubectl = kubectlOf(targets);
  const ask = (...args: string[]) => kubectl('--namespace', NAMESPACE, ...args);
  const names = (await ask('get', 'pods', '--selector', LABEL, '--output', 'name')).split('\n').filter(Boolean);
  if (names.length === 0) throw new PartFailure('no-pods', `no pod in ${NAMESPACE} has the label ${LABEL}`);
  const counts = await Promise.all(names.map(async (name) => gpusOf(await ask('logs', '--tail=1', name))));
  const silent = names.filter((_, index) => counts[index] === undefined);
  if (silent.length > 0) {
    throw new PartFailure('bad-answer', `the last line of log is no JSON of GPUs: ${shown(silent.join(', '))}`);
  }
  const gpus = counts.reduce<number>((sum, count) => sum + count!, 0);
  return { detail: `${names.length} pods tell of ${gpus} GPUs` };
}

/** How many GPUs a line of log tells of. */
function gpusOf(log: string): number | undefined {
  try {
    const count = Number(JSON.parse(log).gpu?.attached_gpus);
    return Number.isInteger(count) ? count : undefined;
  } catch {
    return undefined;
  }
}
