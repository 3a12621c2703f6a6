import type { ChartTemplate } from '../../core/template/private/chart-template';
import type { Cases, EachNode, MapNode, TemplateNode } from '../../core/template/private/node';
import { fieldOf } from './fixed-field';
import { Joined, type Texts } from './joined';

/** After so many rows of one form, all others have the same verdict. One could be equal to some other text by chance. */
const WITNESSES = 2;

/** Fields that hold a name. */
const NAMES = new Set(['name', 'namespace', 'claimName', 'secretName', 'serviceAccountName', 'networkNamespace']);

/** Maps of text whose values the API server judges like names, or not at all. */
const MAPS = new Set(['labels', 'annotations', 'matchLabels', 'selector']);

/** Rows of one form, of which one was seen. */
interface Form {
  readonly example: Texts;
  count: number;
}

/**
 * Why ten thousand rows need not be checked ten thousand times. Where the values of a template only become parts of names, the
 * checks can tell two rows apart by two things: the form of a value (its length, and where it has letters, digits and other
 * characters), because the rules of names speak of classes of characters; and equality with another text. So rows of a form that
 * was found good twice are good, but for equality, which is looked at for every row (see `CheckedRows`). Templates whose values
 * name something outside of the row's own namespace do not fit.
 */
export class RowForms {
  /** By a number that rows of one form share; others may share it, too. */
  private readonly forms = new Map<number, Form[]>();

  private constructor(
    /** Values that are text; no other gets into a name. */
    private readonly names: readonly string[],
  ) {}

  /** Undefined where a value of the template becomes more than a part of names. */
  static of({ documents, values }: ChartTemplate): RowForms | undefined {
    const fit = documents.every(
      ({ node, conditions, loop }) => conditions.length === 0 && !loop && holdsNames(node, '', ''),
    );
    const texts = values._declarations.filter(({ schema }) => schema.type === 'string');
    return fit ? new RowForms(texts.map(({ name }) => name)) : undefined;
  }

  /** Is the form of these values known to be good? Counts the row as a witness if not. */
  isKnown(values: Texts): boolean {
    const hash = this.hashOf(values);
    const alike = this.forms.get(hash) ?? [];
    const form = alike.find(({ example }) => this.areAlike(example, values));
    if (form) return form.count++ >= WITNESSES;
    this.forms.set(hash, [...alike, { example: values, count: 1 }]);
    return false;
  }

  private hashOf(values: Texts): number {
    let hash = 0;
    for (const name of this.names) {
      const text = values[name];
      for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + classOf(text.charCodeAt(i))) | 0;
      hash = Math.imul(hash, 31) | 0;
    }
    return hash;
  }

  private areAlike(a: Texts, b: Texts): boolean {
    for (const name of this.names) if (!haveOneForm(a[name], b[name])) return false;
    return true;
  }
}

function haveOneForm(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (classOf(a.charCodeAt(i)) !== classOf(b.charCodeAt(i))) return false;
  return true;
}

/** One number for all small letters, one for all capitals, one for all digits; any other character stands for itself. */
function classOf(code: number): number {
  if (code >= 97 && code <= 122) return 97;
  if (code >= 48 && code <= 57) return 48;
  return code >= 65 && code <= 90 ? 65 : code;
}

function holdsNames(node: TemplateNode, key: string, parent: string): boolean {
  switch (node.kind) {
    case 'literal':
      return true;
    case 'expression':
      return (NAMES.has(key) || MAPS.has(parent)) && Joined.of(node) !== undefined;
    case 'list':
      return node.items.every((item) => onlyHoldsNames(item, key, parent));
    case 'map':
      if (isOutside(node, key)) return false;
      return node.entries.every(
        (entry) =>
          entry.kind === 'field' &&
          entry.key.kind === 'literal' &&
          onlyHoldsNames(entry.value, String(entry.key.value), key),
      );
  }
}

/**
 * Does the map name, by values of the row, what may stand outside of the row's namespace: a role, or an account of another
 * namespace? What one student has there, another may lack.
 */
function isOutside(node: MapNode, key: string): boolean {
  if (key === 'roleRef') return true;
  if (key !== 'subjects') return false;
  const kind = fieldOf(node, 'kind');
  return kind?.kind !== 'literal' || kind.value === 'ServiceAccount';
}

function onlyHoldsNames(cases: Cases<TemplateNode | EachNode>, key: string, parent: string): boolean {
  const [{ condition, content }] = cases;
  return condition === undefined && content.kind !== 'each' && holdsNames(content, key, parent);
}
