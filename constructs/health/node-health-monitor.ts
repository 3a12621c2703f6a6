import { Construct } from 'constructs';
import { recordCall } from '../core/private/place';
import { hasError } from '../core/rules/problem';
import { report } from '../core/rules/report';
import { byDefault } from '../core/values/private/by-default';
import type { NodeHealthMonitorProps } from './node-health-monitor-props';
import { inventoryOf } from './private/monitor-inventory';
import { makeMonitor } from './private/monitor-objects';
import { monitorProblems } from './private/monitor-rules';

/**
 * The server of `gpulab health serve` in a cluster: it looks at the Docker endpoint of every node each 30 s, and has a page, an API and
 * figures for Prometheus. Its pods may do nothing to the cluster and write to no file system but that of the database.
 *
 * With an error in its props it reports all of them and makes nothing.
 */
export class NodeHealthMonitor extends Construct {
  /** Name of the Service: the page is at port 8080 of it. */
  public readonly serviceName: string;

  /** Namespace of all objects. */
  public readonly namespace: string;

  constructor(scope: Construct, id: string, props: NodeHealthMonitorProps) {
    super(scope, id);
    recordCall(this, new.target);
    this.serviceName = props.name ?? 'node-health';
    this.namespace = props.namespace;
    const problems = monitorProblems(byDefault(props));
    report(this, [...problems, ...(props.inventory?.findings ?? [])]);
    if (hasError(problems)) return;
    makeMonitor(this, this.serviceName, props, props.inventory && inventoryOf(props.inventory));
  }
}
