import { Construct } from 'constructs';
import { recordCall } from '../core/private/place';
import { report } from '../core/rules/report';
import { Rules } from '../core/rules/rules';
import { byDefault } from '../core/values/private/by-default';
import { makeNetwork, networkName } from './private/infiniband-objects';
import { siteHasNo } from './private/site-rules';
import type { Site } from './site';

/** Properties of an `InfinibandNetwork`. */
export interface InfinibandNetworkProps {
  /** The site, which must have InfiniBand. */
  readonly site: Site;

  /** Namespace whose pods may join the network. */
  readonly namespace: string;
}

/** Access to the InfiniBand of a site for one namespace (IPoIBNetwork). A `LabUserNamespace` has it already. */
export class InfinibandNetwork extends Construct {
  /** Name of the network, for the annotation of a pod. */
  public readonly name: string;

  constructor(scope: Construct, id: string, props: InfinibandNetworkProps) {
    super(scope, id);
    recordCall(this, new.target);
    const { site, namespace } = props;
    this.name = networkName(namespace);
    const rules = new Rules();
    rules.label('namespace', byDefault(namespace));
    if (!site.infiniband) siteHasNo(rules, 'infiniband', 'site');
    report(this, rules.problems);
    if (rules.problems.length === 0) makeNetwork(this, 'network', namespace, site.infiniband!);
  }
}
