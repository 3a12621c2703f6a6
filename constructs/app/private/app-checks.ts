import type { App } from 'cdk8s';
import type { ManifestCheck } from '../../core/checks/check';
import type { ObjectIndex } from '../../core/checks/object-index';
import { standardChecks } from '../../core/checks/standard';
import { External } from '../../core/external';
import { LabError } from '../../core/lab-error';
import { isOurs } from '../../core/private/light-object';
import { givenTo } from '../../core/private/manifests';
import type { Position } from '../../core/private/place';
import { builtObject } from '../../core/private/row-template';
import { positionOfStack } from '../../core/private/source-position';
import { stateOf } from '../../core/private/state';
import type { Tree } from '../../core/private/tree';
import { type DeclaredScopes, type Scope, scopesOfDefinition } from '../../core/scope';
import { newerThanKnown, Shapes } from '../../core/shapes/shapes';
import { RELEASE_NAMESPACE } from '../../core/template/private/default-manifests';
import type { LabApp } from '../lab-app';
import type { CheckedRows } from './checked-rows';
import type { Collector } from './collector';

interface CheckOptions {
  readonly collector: Collector;
  readonly scopes: DeclaredScopes;
  readonly index: ObjectIndex;
  readonly rows: CheckedRows;

  /** Are Helm charts to be written, and no manifests? */
  readonly helm?: boolean;
}

/** Our own checks. @param target Kubernetes version of the cluster; undefined for none of them */
export function checksFor(
  app: App,
  target: string | undefined,
  { collector, scopes, index, rows, helm }: CheckOptions,
): ManifestCheck[] {
  if (target === undefined) return [];
  const tooNew = newerThanKnown(target);
  if (tooNew) collector.addFinding({ ...tooNew, ...placeOfApp(app) });
  const external = External.of(app);
  const { provided, references } = stateOf(app);
  const isProvided = (kind: string, namespace: string, name: string): boolean =>
    provided.some((object) => object.kind === kind && object.namespace === namespace && object.name === name);
  try {
    return standardChecks({
      report: (subject, problem) => {
        rows.hear(subject);
        collector.add(subject, problem);
      },
      shapes: Shapes.for(target, external._kinds),
      scopes,
      index,
      // What is in the namespace that a chart will be installed into, nobody knows yet.
      isExternal: (kind, namespace, name) =>
        (helm && namespace === RELEASE_NAMESPACE) ||
        external._has(kind, namespace, name) ||
        rows.has(kind, namespace, name) ||
        isProvided(kind, namespace, name),
      stated: references,
      // Our own constructs know what they refer to; a missing target is a mistake in the site, not a matter of taste.
      isStrict: (subject) => isOurs(builtObject(subject)),
    });
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    for (const finding of error.findings) collector.addFinding({ ...finding, ...placeOfApp(app) });
    return [];
  }
}

/** A plain cdk8s App has none. */
function placeOfApp(app: App): Position | undefined {
  const { stack } = (app as Partial<LabApp>)._call ?? {};
  return stack === undefined ? undefined : positionOfStack(stack);
}

/** Scopes of custom kinds: what the user declared, and the definitions that the program itself writes. */
export function scopesOf(app: App, tree: Tree): DeclaredScopes {
  const declared = External.of(app)._scopes;
  const defined: [string, Scope][] = [];
  for (const objects of tree.objects.values()) {
    for (const object of objects) {
      if (object.kind === 'CustomResourceDefinition') defined.push(...scopesOfDefinition(givenTo(object) ?? {}));
    }
  }
  return defined.length === 0 ? declared : new Map([...defined, ...declared]);
}
