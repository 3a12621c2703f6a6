import { Delivery } from '../../output/delivery';
import { inlineFileOf, type Plan } from '../../output/private/delivery/plan';
import type { LabApp } from '../lab-app';

/** A file to write. */
interface TextFile {
  readonly name: string;
  text(): string;
}

/** What the output folder will hold. */
interface Delivered {
  /** Files to be applied, in this order: those of charts, and those of releases that are rendered here. */
  readonly applied: readonly TextFile[];

  /** What deliveries write beside them. */
  readonly others: readonly TextFile[];
}

/** Adds what the deliveries of an app write to its manifests. A file that two of them share is written once. */
export function withDeliveries(manifests: readonly TextFile[], app: LabApp, plan: Plan): Delivered {
  if (plan.length === 0) return { applied: manifests, others: [] };
  const deliveries = app._deliveries.length > 0 ? app._deliveries : [Delivery.script()];
  const texts = new Map(deliveries.flatMap((delivery) => [...delivery._files(plan)]));
  const files = new Map([...texts].map(([name, text]) => [name, { name, text: () => text }]));
  const byName = new Map(manifests.map((file) => [file.name, file]));
  const applied = plan.flatMap((step): TextFile[] => {
    const name = step.kind === 'manifests' ? step.file : inlineFileOf(step);
    const file = byName.get(name) ?? files.get(name);
    files.delete(name);
    return file ? [file] : [];
  });
  return { applied, others: [...files.values()] };
}
