import type { ApiObject } from 'cdk8s';
import type { ManifestCheck, Problem, Subject } from '../../core/checks/check';
import { ObjectIndex } from '../../core/checks/object-index';
import { standardChecks } from '../../core/checks/standard';
import { type Finding, FindingLevel } from '../../core/finding';
import { Shapes } from '../../core/shapes/shapes';
import type { TemplateManifest } from '../../core/template/private/chart-template';
import type { LabApp } from '../lab-app';
import { covers } from './collector';

/** The values file of a release. */
export interface ReleaseFile {
  readonly file: string;

  /** What messages call it. */
  readonly shown: string;
}

/** An object of a release. */
interface ReleaseObject extends Subject {
  readonly object: ApiObject;
  readonly file?: string;
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

  /** @param from without it, nothing but `--set` gave values */
  visit(manifests: readonly TemplateManifest[], from?: ReleaseFile): void {
    for (const { manifest, document } of manifests) {
      const { object } = document;
      const path = from ? `${object.node.path} (${from.shown})` : object.node.path;
      const subject: ReleaseObject = { name: manifest.metadata?.name ?? '', node: { path }, object, file: from?.file };
      for (const check of this.checks) check.visit(manifest, subject);
    }
  }

  /** What is wrong with all that was visited, without acknowledged warnings. */
  finish(): readonly Finding[] {
    for (const check of this.checks) check.finish?.();
    return this.found;
  }

  private add({ object, file }: ReleaseObject, problem: Problem): void {
    const finding: Finding = { ...problem, path: object.node.path, file };
    const isAcknowledged = this.app._acknowledgements.some((one) => covers(one, finding));
    if (!isAcknowledged || finding.level === FindingLevel.ERROR) this.found.push(finding);
  }
}
