import { FindingLevel } from '../finding';
import { nearest } from '../private/nearest';
import { groupOf, isBuiltInGroup, Shapes, versionsWith } from '../shapes/shapes';
import { Struct, Type } from '../shapes/type';
import type { Manifest, ManifestCheck, Report, Subject } from './check';
import { RULES } from './private/rules';
import { Walk } from './private/walk';
import { isWellFormed } from './private/well-formed';

/**
 * What the API server would make of an object: does the target have its API, has it the right fields and types, and does it
 * keep the rules of its kind. Of a custom kind that the library has no shape of, only the metadata is looked at.
 *
 * Some errors are told earlier than the API server tells them: 1.28 takes a StatefulSet without looking at its pods and
 * claims, and no version looks at the labels of a CronJob's jobs or of claim templates; what is made of them is refused.
 * Numbers of more than 32 bits are cut off by server-side apply and refused by every other request.
 */
export class ShapeCheck implements ManifestCheck {
  private readonly walk: Walk;
  private readonly unknownKind: Struct;
  private readonly missing = new Map<string, string | undefined>();

  constructor(
    private readonly report: Report,
    private readonly shapes: Shapes,
  ) {
    this.walk = new Walk(shapes.minor, RULES, report, (struct, field) => {
      const versions = Shapes.versionsWithField(struct.name, field);
      return { versions, perhaps: shapes.mayHave(versions) };
    });
    const metadata = new Type('struct', undefined, shapes.struct('meta.v1.ObjectMeta'));
    this.unknownKind = new Struct('', () => ({ types: new Map([['metadata', metadata]]), required: [], open: true }));
  }

  visit(manifest: Manifest, object: Subject): void {
    if (!isWellFormed(manifest)) return;
    const kind = this.shapes.kind(manifest.apiVersion, manifest.kind);
    if (kind === undefined && isBuiltInGroup(groupOf(manifest.apiVersion))) this.notThere(manifest, object);
    this.walk.run(manifest, object, kind?.struct ?? this.unknownKind);
  }

  private notThere({ apiVersion, kind }: Manifest, object: Subject): void {
    // kubectl takes a list apart and sends its items.
    if (kind === 'List') return;
    const versions = versionsWith(apiVersion, kind);
    const key = `${apiVersion}/${kind}`;
    if (!this.missing.has(key)) this.missing.set(key, this.hint(apiVersion, kind, versions));
    this.report(object, {
      level: this.shapes.mayHave(versions) ? FindingLevel.WARNING : FindingLevel.ERROR,
      code: versions.length > 0 ? 'GPULAB1201' : 'GPULAB1202',
      message: `Kubernetes ${this.shapes.version} has no ${apiVersion} ${kind}`,
      key: 'apiVersion',
      hint: this.missing.get(key),
    });
  }

  private hint(apiVersion: string, kind: string, versions: readonly string[]): string | undefined {
    if (versions.length > 0 && versions.every((version) => version > this.shapes.version))
      return `Kubernetes ${versions.join(' and ')} has it; set kubernetesVersion if the cluster does`;
    const elsewhere = this.shapes.apiVersionsOf(groupOf(apiVersion), kind);
    if (elsewhere.length > 0) return `${kind} is in ${elsewhere.join(' and ')}`;
    const moved = this.shapes.apiVersionsOf(undefined, kind);
    if (moved.length > 0) return `${kind} is in ${moved.join(' and ')}`;
    const near = nearest(kind, this.shapes.kindsOf(apiVersion));
    return near && `did you mean ${near}?`;
  }
}
