import { isMapping } from 'cdk8s-gpulab/lib/core/private/mapping';
import { at, itemsOf, type Path, pathText } from 'cdk8s-gpulab/lib/threek/private/kubekey/document-problem';
import type { Entry, Fate, Remark } from '../entry';
import type { Source } from './source';

export type Members = { [key: string]: any };

/** A document on its way from what was read to what is right, and what became of its parts. */
export class Translation {
  readonly entries: Entry[] = [];

  /** Is it a file of the guides, which say less than KubeKey needs? */
  isOfGuide = false;

  /** Set when everything stands at the top that belongs below spec. */
  wrapped = false;

  constructor(
    readonly document: Members,
    private readonly source: Source,
  ) {}

  get spec(): Members {
    return this.document.spec;
  }

  /** Tells what became of a value of the document as it will be written. */
  tell(fate: Fate, path: Path, remark?: Remark): void {
    this.entries.push({
      fate,
      file: this.source.file,
      ...this.placeOf(path),
      key: pathText(path) || undefined,
      remark,
    });
  }

  changed(path: Path, code: string, message: string, hint?: string): void {
    this.tell('changed', path, { code, message, hint });
  }

  /** Taken over, with something to think about. */
  remarked(path: Path, code: string, message: string, hint?: string): void {
    this.tell('mapped', path, { code, message, hint });
  }

  /** Hosts that can be looked into. */
  get hosts(): readonly Members[] {
    return itemsOf(at(this.spec, 'hosts')).filter(isMapping) as Members[];
  }

  private placeOf(path: Path) {
    const [first, ...rest] = path;
    return this.source.placeOf(this.wrapped && first === 'spec' ? rest : path);
  }
}
