import { PartFailure, type Targets, type Told } from '../part';
import { kubectlOf } from './kubectl';

const ALLOCATABLE = 'jsonpath={range .items[*]}{.status.allocatable.nvidia\\.com/gpu}{"\\n"}{end}';

/** What the scheduler gives to tasks: nodes tell of cards only while a device plugin runs on them. */
export async function gpus(targets: Targets): Promise<Told> {
  const lines = await kubectlOf(targets)('get', 'nodes', '--output', ALLOCATABLE);
  const counts = lines.split('\n').map(Number);
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (Number.isNaN(all)) throw new PartFailure('bad-answer', 'nvidia.com/gpu of a node is no number');
  if (all === 0) throw new PartFailure('no-gpus', 'no node has nvidia.com/gpu to give');
  return { detail: `${counts.filter((count) => count > 0).length} nodes have ${all} GPUs to give` };
}
