import type { ManifestCheck, Problem, Subject } from '../../core/checks/check';
import { ObjectIndex } from '../../core/checks/object-index';
import { stepsOf } from '../../core/checks/private/key';
import { standardChecks } from '../../core/checks/standard';
import { type Finding, FindingLevel } from '../../core/finding';
import type { Position } from '../../core/private/place';
import { Shapes } from '../../core/shapes/shapes';
import type { TemplateManifest } from '../../core/template/private/chart-template';
import { valuesAt } from '../../core/template/private/values-at';
import type { ValuePath } from '../../core/values/private/value-paths';
import type { LabApp } from '../lab-app';
import { covers } from './collector';

/** Where the values of a release come from. */
export interface ReleaseSource {
  /** The last values file, and what messages call it; undefined when nothing but `--set` gave values. */
  readonly file?: string;
  readonly shown?: string;

  /** Who gave the first of several values that was given at all: its name, and where it stands. */
  firstGiven(paths: readonly ValuePath[]): { readonly key: string; readonly place?: Position } | undefined;
}

/** An object of a release. */
interface ReleaseObject extends Subject {
  readonly made: TemplateManifest;
  readonly from: ReleaseSource;
}

/** The standard checks of an app for releases of its charts: against the API, and all releases against each other. */
export class ReleaseChecks {
  private readonly checks: readonly ManifestCheck[];
  private readonly found: Finding[] = [];

  constructor(private readonly app: LabApp) {
    this.checks = standardChecks({
      report: (subject, problem) => this.add(subject as ReleaseObject, problem),
      shapes: Shapes.for(app.kubernetesVersion, app.external._kinds),
      scopes: app.external._scopes,
      index: new ObjectIndex(),
      // Releases are no whole cluster: what they refer to may be of others.
      isExternal: () => true,
      isStrict: () => false,
    });
  }

  visit(manifests: readonly TemplateManifest[], from: ReleaseSource): void {
    for (const made of manifests) {
      const { manifest, document } = made;
      const path = from.shown ? `${document.object.node.path} (${from.shown})` : document.object.node.path;
      const subject: ReleaseObject = { name: manifest.metadata?.name ?? '', node: { path }, made, from };
      for (const check of this.checks) check.visit(manifest, subject);
    }
  }

  /** What is wrong with all that was visited, without acknowledged warnings. */
  finish(): readonly Finding[] {
    for (const check of this.checks) check.finish?.();
    return this.found;
  }

  private add({ made, from }: ReleaseObject, problem: Problem): void {
    const path = made.document.object.node.path;
    const given = from.firstGiven(valuesAt(made, stepsOf(problem.key ?? '')));
    const hint = given
      ? [problem.hint, `it is made of the value ${given.key}`].filter(Boolean).join('; ')
      : problem.hint;
    const finding: Finding = { ...problem, path, file: from.file, ...given?.place, hint };
    const isAcknowledged = this.app._acknowledgements.some((one) => covers(one, finding));
    if (!isAcknowledged || finding.level === FindingLevel.ERROR) this.found.push(finding);
  }
}
