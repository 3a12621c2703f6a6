import type { Manifest, Report, Subject } from '../../core/checks/check';
import { DuplicateCheck } from '../../core/checks/duplicates';
import type { ObjectIndex } from '../../core/checks/object-index';
import type { Finding } from '../../core/finding';
import { LabError } from '../../core/lab-error';
import { pathOfRow, type RowChart } from '../../core/private/row-charts';
import { isOfRow, type RowTemplate, subjectOfRow } from '../../core/private/row-template';
import type { Text } from '../../output/private/text';
import type { ChartOutput } from './chart-output';
import type { Collector } from './collector';
import { nameOfPath } from './file-names';
import type { Images } from './image-ledger';
import type { Inspection } from './inspection';
import type { Texts } from './joined';
import { RowForms } from './row-forms';
import { RowIdentities } from './row-identities';
import { type Render, RowText } from './row-text';

/** What the rows of an app are held against. */
export interface RowSurroundings {
  /** May a row be taken for good because others of its form were? */
  readonly byForm: boolean;

  /** The objects of all charts that are made. */
  readonly index: ObjectIndex;

  /** What the checks say. */
  readonly collector: Collector;

  /** Undefined where nobody asks for images. */
  readonly images?: Images;
}

/** The rows of an app: what is known of one helps with the next. */
export class CheckedRows {
  /** By id, the rows so far: those that were not put before the checks, or that one was. An id of a row is its namespace. */
  private readonly ids = new Map<string, CheckedRow | undefined>();
  private readonly families = new Map<RowTemplate, Family>();
  private readonly duplicates: DuplicateCheck;
  /** Is something said of a row, or may there be something to say that was not looked for? */
  areConcerned = false;
  private taken: Taken | undefined;

  constructor(private readonly around: RowSurroundings) {
    const { collector, index } = around;
    const report: Report = (subject, problem) => {
      this.hear(subject);
      collector.add(subject, problem);
    };
    this.duplicates = new DuplicateCheck(report, index);
  }

  /** To be told of every problem. */
  hear(subject: Subject): void {
    this.areConcerned ||= isOfRow(subject);
  }

  of(chart: RowChart): ChartOutput {
    const { template } = chart;
    let family = this.families.get(template);
    if (!family) {
      family = new Family(chart);
      this.families.set(template, family);
      for (const problem of family.problems) this.around.collector.addFinding(atOwner(problem, chart));
    }
    return new CheckedRow(this, family, chart);
  }

  /** Is this one of the objects of a row that the checks have not seen? */
  has(kind: string, namespace: string, name: string): boolean {
    const own = this.ids.get(namespace);
    if (own) return own.family.identities!.has(kind, name, own.texts);
    if (namespace !== '') return false;
    for (const row of this.ids.values()) {
      if (row && row.family.identities!.hasClusterWide(kind, name, row.texts)) return true;
    }
    return false;
  }

  get images(): Images | undefined {
    return this.around.images;
  }

  /** Is the row good because others of its form are, and equal to nothing that is there? */
  isGood(row: CheckedRow): boolean {
    const { chart, family, texts } = row;
    const { identities, forms } = family;
    if (!this.around.byForm) return false;
    this.taken ??= this.takenByCharts();
    // Rows of one id share a namespace, and a row that is elsewhere may be in that of another.
    const isFirst = !this.ids.has(chart.id);
    if (isFirst) this.ids.set(chart.id, undefined);
    const isAlone = isFirst && texts[identities?.namespaceValue ?? ''] === chart.id;
    this.areConcerned ||= this.taken.rowsAreRegular && !isAlone;
    if (!identities || !forms || !isAlone || !this.taken.rowsAreRegular) return false;
    if (this.taken.namespaces.has(chart.id) || !forms.isKnown(texts) || identities.clash(texts)) return false;
    this.ids.set(chart.id, row);
    this.compareClusterWide(row, identities, this.taken);
    return true;
  }

  private takenByCharts(): Taken {
    const { index } = this.around;
    const identities = [...this.families.values()].map((family) => (family.forms ? family.identities : undefined));
    const known = identities.filter((one): one is RowIdentities => one !== undefined);
    return {
      namespaces: index.namespaces(),
      clusterWide: index.clusterWideKinds(),
      rowsAreRegular: known.length === identities.length,
      rowsAreApart: RowIdentities.areApart(known),
    };
  }

  /** What is not apart from the start is told to the check for duplicates. */
  private compareClusterWide({ chart, texts }: CheckedRow, { clusterWide }: RowIdentities, taken: Taken): void {
    for (const { document, group, name } of clusterWide) {
      const { apiVersion, kind } = document;
      if (taken.rowsAreApart && !taken.clusterWide.has(`${group}/${kind}`)) continue;
      const metadata = { name: name.in(texts) };
      this.duplicates.visit({ apiVersion, kind, metadata }, subjectOfRow(chart, document, metadata.name));
    }
  }
}

/** The template stands outside of the tree; whoever looks for it finds the construct that it is of. */
function atOwner(problem: Finding, { owner }: RowChart): Finding {
  const [, ...rest] = (problem.path ?? '').split('/');
  return { ...problem, path: [owner.node.path, ...rest].join('/') };
}

/** What charts have, before the first row is looked at. */
interface Taken {
  readonly namespaces: ReadonlySet<string>;

  /** Kinds of which they have objects of the whole cluster, as `rbac.authorization.k8s.io/ClusterRole`. */
  readonly clusterWide: ReadonlySet<string>;

  /** Is each object of a row in the row's own namespace, or one of the whole cluster, and named by its values? */
  readonly rowsAreRegular: boolean;

  /** Can no two rows share an object of the whole cluster? */
  readonly rowsAreApart: boolean;
}

/** What all rows of a template have in common. */
class Family {
  readonly identities: RowIdentities | undefined;
  readonly forms: RowForms | undefined;
  /** What is wrong with the template, and so with every row of it. */
  readonly problems: readonly Finding[] = [];
  private text: RowText | undefined;
  private hasText = false;

  readonly template: RowTemplate;
  private readonly namePrefix: string;

  constructor(chart: RowChart) {
    const { template } = chart;
    this.template = template;
    this.namePrefix = nameOfPath(pathOfRow(chart))!.slice(0, -chart.id.length);
    try {
      this.identities = RowIdentities.of(template.compiled);
      this.forms = RowForms.of(template.compiled);
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      this.problems = error.findings;
    }
  }

  /** All rows of a template are in one construct. */
  fileNameOf({ id }: RowChart): string {
    return this.namePrefix + id;
  }

  textOf(render: Render): RowText | undefined {
    if (!this.hasText) this.text = RowText.of(this.template.compiled, render);
    this.hasText = true;
    return this.text;
  }
}

/** A chart that is described by a row. */
class CheckedRow implements ChartOutput {
  /** Its manifests, where their images were looked at. */
  private moved: Manifest[] | undefined;

  constructor(
    private readonly rows: CheckedRows,
    readonly family: Family,
    readonly chart: RowChart,
  ) {}

  /** Only values that are text are looked up by those who ask for texts. */
  get texts(): Texts {
    return this.chart.values as Texts;
  }

  get fileName(): string {
    return this.family.fileNameOf(this.chart);
  }

  manifests(): Manifest[] {
    return this.moved ?? this.family.template.fill(this.chart).map(({ manifest }) => manifest);
  }

  text(render: Render): Text {
    // Images of a mirror are in no template.
    if (this.moved) return render(this.moved);
    const { template } = this.family;
    return this.family.textOf(render)?.fill(template.environmentOf(this.chart)) ?? render(this.manifests());
  }

  check(inspection: Inspection): number {
    const { template, problems } = this.family;
    if (problems.length > 0) return 0;
    if (this.rows.isGood(this)) return template.compiled.documents.length;
    const objects = template.fill(this.chart);
    const { images } = this.rows;
    const manifests = objects.map(({ manifest, subject }) => images?.manifest(manifest, subject) ?? manifest);
    if (images) this.moved = manifests;
    objects.forEach(({ subject }, index) => {
      inspection.visit(subject, manifests[index]);
    });
    return objects.length;
  }
}

/** Is this the output of a row? */
export const isRow = (output: ChartOutput): boolean => output instanceof CheckedRow;
