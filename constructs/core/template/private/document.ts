import type { ApiObject } from 'cdk8s';
import type { Manifest, Problem } from '../../checks/check';
import { FindingLevel } from '../../finding';
import { withoutInheritedNamespace } from '../../private/manifests';
import { serialisationProblem } from '../../private/serialisation';
import type { DeclaredScopes } from '../../scope';
import type { Expression, Loop } from '../../values/private/expression';
import { hasMarker, withIssuedMarkers } from '../../values/private/marker';
import { conditionsOf, loopsOf } from '../../values/private/presence';
import type { Values } from '../../values/values';
import { compile } from './compile';
import { lostReferences } from './lost-references';
import type { TemplateNode } from './node';
import { Place, type Surroundings } from './place';
import { checkReferences } from './references';

/** An object of a chart, compiled. */
export interface TemplateDocument {
  readonly object: ApiObject;
  readonly apiVersion: string;
  readonly kind: string;
  readonly node: TemplateNode;

  /** It is there when all of them hold. */
  readonly conditions: readonly Expression[];

  /** It is there once for each item; its conditions are those of the item. */
  readonly loop?: Loop;
}

/** What documents are compiled with. */
export interface DocumentContext {
  readonly values: Values;
  readonly scopes: DeclaredScopes;
  report(problem: Problem): void;
}

/** Undefined when cdk8s could not make JSON of the object; that and every other problem is reported. */
export function documentOf(object: ApiObject, context: DocumentContext): TemplateDocument | undefined {
  const { values, report } = context;
  const manifest = manifestOf(object, context);
  if (!manifest) return undefined;
  const { apiVersion, kind } = manifest;
  const [loop] = loopsOf(object);
  const conditions = conditionsOf(object);
  const surroundings: Surroundings = { values, loops: loop ? [loop] : [], report };
  if (loop) checkReferences(loop.source, new Place({ ...surroundings, loops: [] }));
  for (const condition of conditions) checkReferences(condition, new Place(surroundings));
  const document = { object, apiVersion, kind, node: compile(manifest, surroundings), conditions, loop };
  checkLiteral(document, new Place(surroundings));
  return document;
}

function manifestOf(object: ApiObject, { scopes, report }: DocumentContext): Manifest | undefined {
  try {
    const { result, issued } = withIssuedMarkers(() => object.toJson());
    lostReferences(object, result, issued).forEach(report);
    return withoutInheritedNamespace(object, result, scopes);
  } catch (error) {
    report({ level: FindingLevel.ERROR, code: 'GPULAB1003', message: serialisationProblem(error as Error) });
    return undefined;
  }
}

/** What Helm wants to know before it renders anything. */
function checkLiteral({ apiVersion, kind, node, conditions, loop }: TemplateDocument, place: Place): void {
  for (const [field, text] of Object.entries({ apiVersion, kind })) {
    if (!hasMarker(text)) continue;
    place.member(field).error('GPULAB1538', `${field} cannot depend on a value`, 'make one object for each');
  }
  if (kind !== 'CustomResourceDefinition') return;
  if (node.kind === 'literal' && conditions.length === 0 && !loop) return;
  const hint = 'Helm installs definitions as they are: write the definition without references and conditions';
  place.error('GPULAB1538', 'a CustomResourceDefinition cannot depend on a value', hint);
}
