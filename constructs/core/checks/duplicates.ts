import { FindingLevel } from '../finding';
import type { Manifest, ManifestCheck, Report, Subject } from './check';
import type { ObjectIndex } from './object-index';
import { isWellFormed } from './private/well-formed';

/** No two objects of the same API group, kind, namespace and name: the second would overwrite the first. */
export class DuplicateCheck implements ManifestCheck {
  constructor(
    private readonly report: Report,
    private readonly index: ObjectIndex,
  ) {}

  visit(manifest: Manifest, object: Subject): void {
    if (!isWellFormed(manifest)) return;
    const first = this.index.add(manifest, object);
    if (first === undefined) return;
    const { name, namespace } = manifest.metadata;
    const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
    this.report(object, {
      level: FindingLevel.ERROR,
      code: 'GPULAB1101',
      message: `${manifest.kind} "${name}"${where} is there twice, also at ${first.node.path}`,
      key: 'metadata.name',
      hint: 'give one of them another name, or make it once and share it',
    });
  }
}
