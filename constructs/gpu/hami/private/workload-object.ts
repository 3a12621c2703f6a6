import type { Construct } from 'constructs';
import { LightObject } from '../../../core/private/light-object';
import { HamiWorkloadKind } from '../workload-options';

/** What makes pods of one template. */
interface PodMaker {
  readonly kind: HamiWorkloadKind;
  readonly name: string;
  readonly namespace: string;
  readonly labels: { readonly [key: string]: string };

  /** A number, or a reference to one. */
  readonly replicas: unknown;
  readonly template: object;

  /** Does a pod have cards that nobody shares? */
  readonly isWhole?: boolean;
}

/** The object that makes the pods, and the Service that names those of a StatefulSet. */
export function makeWorkload(scope: Construct, maker: PodMaker): void {
  const { kind, name, namespace, labels } = maker;
  const metadata = { name, namespace, labels };
  if (kind === HamiWorkloadKind.STATEFUL_SET) {
    new LightObject(scope, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { clusterIP: 'None', selector: labels },
    });
  }
  const apiVersion = kind === HamiWorkloadKind.JOB ? 'batch/v1' : 'apps/v1';
  new LightObject(scope, 'pods', { apiVersion, kind, metadata, spec: specOf(maker) });
}

function specOf({ kind, name, labels, replicas, template, isWhole }: PodMaker): object {
  if (kind === HamiWorkloadKind.JOB) {
    const { spec, ...rest } = template as { spec: object };
    return {
      completions: replicas,
      parallelism: replicas,
      template: { ...rest, spec: { ...spec, restartPolicy: 'Never' } },
    };
  }
  const serviceName = kind === HamiWorkloadKind.STATEFUL_SET ? { serviceName: name } : {};
  // A new pod would wait for the card of the one that it is to replace, and that one for it to run.
  const strategy = kind === HamiWorkloadKind.DEPLOYMENT && isWhole ? { strategy: { type: 'Recreate' } } : {};
  return { ...serviceName, ...strategy, replicas, selector: { matchLabels: labels }, template };
}
