import { Construct } from 'constructs';
import { recordCall } from '../core/private/place';
import { report } from '../core/rules/report';
import { Rules } from '../core/rules/rules';
import { byDefault } from '../core/values/private/by-default';
import { watchStorageClass } from './private/capacity';
import { claimSpec, makeClaim } from './private/claim-objects';
import { ClaimAccess } from './site';

/** Properties of a `StorageClaim`. */
export interface StorageClaimProps {
  /** Namespace of the claim. */
  readonly namespace: string;

  /** Name of the claim. */
  readonly name: string;

  /** Storage class. */
  readonly storageClass: string;

  /** Size, as "2T" or "100Gi". */
  readonly size: string;

  /**
   * Who may mount it at the same time.
   * @default ClaimAccess.MANY_NODES
   */
  readonly access?: ClaimAccess;
}

/** One more claim, beside those that a site gives every student: a data set of a course, a project's share. */
export class StorageClaim extends Construct {
  /** Name of the claim. */
  public readonly name: string;

  constructor(scope: Construct, id: string, props: StorageClaimProps) {
    super(scope, id);
    recordCall(this, new.target);
    const { name, namespace, storageClass, size } = props;
    this.name = name;
    const rules = new Rules();
    const shown = byDefault(props);
    rules.label('namespace', shown.namespace);
    rules.subdomain('name', shown.name);
    rules.subdomain('storageClass', shown.storageClass);
    rules.quantity('size', shown.size);
    report(this, rules.problems);
    if (rules.problems.length > 0) return;
    watchStorageClass(this, storageClass);
    makeClaim(this, 'claim', namespace, name, claimSpec(props.access ?? ClaimAccess.MANY_NODES, storageClass, size));
  }
}
