import { Construct } from 'constructs';
import { recordCall, withinOurs } from '../../core/private/place';
import { hasError } from '../../core/rules/problem';
import { report } from '../../core/rules/report';
import { HostFiles } from '../host-files';
import type { LabHostsProps } from './lab-hosts-props';
import { addParts } from './private/parts';
import { planOf } from './private/plan';

/**
 * The machines of an inventory as a lab wants them: Docker with TLS, containerd, the NVIDIA runtime, registries that are trusted, the
 * kernel, what Kubernetes needs, and the clock. They come out as `HostFiles`; `gpulab hosts apply` brings machines into that state.
 */
export class LabHosts extends Construct {
  /** Files of each host that a part is for, in the order of the inventory: others can add to them. */
  public readonly hostFiles: HostFiles[] = [];

  constructor(scope: Construct, id: string, props: LabHostsProps) {
    super(scope, id);
    recordCall(this, new.target);
    const { plan, problems } = planOf(props);
    report(this, [...(props.inventory?.findings ?? []), ...problems]);
    if (!plan || hasError(problems)) return;
    withinOurs(() => {
      for (const host of plan) {
        const made = (props.hostFiles ?? []).find(({ hostName }) => hostName === host.name);
        const files = made ?? new HostFiles(this, host.name);
        this.hostFiles.push(files);
        addParts(files, host, props);
      }
    });
  }
}
