import { groupOf } from '../../core/shapes/shapes';
import type { ChartTemplate, TemplateDocument } from '../../core/template/private/chart-template';
import type { TemplateNode } from '../../core/template/private/node';
import { fieldOf } from './fixed-field';
import { Joined, type Texts } from './joined';

/** An object of a template by what tells it from others. */
export interface Identity {
  readonly document: TemplateDocument;
  readonly group: string;
  readonly kind: string;
  readonly name: Joined;
}

/** Which objects the rows of a template have, without making them. */
export class RowIdentities {
  /** Objects of one row's namespace of which two may have one kind and one name. */
  private readonly doubtful: readonly (readonly [Identity, Identity])[];

  private constructor(
    /** The value that is the namespace of every object that has one. */
    readonly namespaceValue: string,
    private readonly inNamespace: readonly Identity[],
    readonly clusterWide: readonly Identity[],
  ) {
    this.doubtful = pairsOf(inNamespace).filter(([a, b]) => mayBeOne(a, b));
  }

  /** Undefined where a name is more than joined text, or the namespace is not one of the row's values, the same for all. */
  static of({ documents }: ChartTemplate): RowIdentities | undefined {
    const inNamespace: Identity[] = [];
    const clusterWide: Identity[] = [];
    const namespaces = new Set<string>();
    for (const document of documents) {
      const { apiVersion, kind, node } = document;
      const metadata = fieldOf(node, 'metadata');
      const name = metadata && joinedField(metadata, 'name');
      if (!name) return undefined;
      const identity = { document, group: groupOf(apiVersion), kind, name };
      const namespace = fieldOf(metadata, 'namespace');
      if (!namespace) clusterWide.push(identity);
      else if (namespace.kind === 'expression' && namespace.expression.kind === 'reference') {
        namespaces.add(namespace.expression.path.join('.'));
        inNamespace.push(identity);
      } else return undefined;
    }
    return namespaces.size === 1 ? new RowIdentities([...namespaces][0], inNamespace, clusterWide) : undefined;
  }

  /** Can no two rows of these templates share an object of the whole cluster? Rows differ in their namespace. */
  static areApart(all: readonly RowIdentities[]): boolean {
    for (const { clusterWide, namespaceValue } of all) {
      if (!clusterWide.every(({ name }) => name.tellsApart(namespaceValue))) return false;
      if (pairsOf(clusterWide).some(([a, b]) => mayBeOne(a, b))) return false;
    }
    const identities = all.flatMap(({ clusterWide }) => clusterWide);
    return pairsOf(identities).every(([a, b]) => !mayBeOne(a, b) || a.name.equals(b.name));
  }

  /** Have two objects of the row's namespace one kind and one name? */
  clash(values: Texts): boolean {
    return this.doubtful.some(([a, b]) => a.name.in(values) === b.name.in(values));
  }

  has(kind: string, wanted: string, values: Texts): boolean {
    return isAmong(this.inNamespace, kind, wanted, values);
  }

  hasClusterWide(kind: string, wanted: string, values: Texts): boolean {
    return isAmong(this.clusterWide, kind, wanted, values);
  }
}

const isAmong = (identities: readonly Identity[], kind: string, name: string, values: Texts): boolean =>
  identities.some((identity) => identity.kind === kind && identity.name.in(values) === name);

const mayBeOne = (a: Identity, b: Identity): boolean =>
  a.group === b.group && a.kind === b.kind && !a.name.isNever(b.name);

function pairsOf(identities: readonly Identity[]): (readonly [Identity, Identity])[] {
  return identities.flatMap((a, i) => identities.slice(i + 1).map((b) => [a, b] as const));
}

function joinedField(node: TemplateNode, field: string): Joined | undefined {
  const found = fieldOf(node, field);
  return found && Joined.of(found);
}
