import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Manifest, ManifestCheck, Subject } from '../../core/checks/check';
import type { ICustomCheck } from '../../core/custom-check';
import { type Finding, FindingLevel } from '../../core/finding';
import { positionOfStack } from '../../core/private/source-position';
import { unwritableValues } from '../../output/private/unwritable';
import type { Collector } from './collector';

/** All checks of an app, for one manifest after the other. */
export class Inspection {
  constructor(
    private readonly checks: readonly ManifestCheck[],
    private readonly customChecks: readonly ICustomCheck[],
    readonly collector: Collector,
  ) {}

  visit(subject: Subject, manifest: Manifest): void {
    const { checks } = this;
    for (let i = 0; i < checks.length; i++) checks[i].visit(manifest, subject);
    if (this.customChecks.length > 0) this.visitCustom(subject as ApiObject, manifest);
  }

  addFindings(findings: readonly Finding[]): void {
    for (const finding of findings) this.collector.addFinding(finding);
  }

  /** What the checks can only say when they have seen everything. */
  finish(): void {
    for (const check of this.checks) check.finish?.();
  }

  /** The checks take for granted that they see JSON. */
  isWritable(manifest: Manifest, subject: Subject): boolean {
    const problems = unwritableValues(manifest);
    for (const problem of problems) {
      this.collector.add(subject, { level: FindingLevel.ERROR, code: 'GPULAB1008', ...problem });
    }
    return problems.length === 0;
  }

  private visitCustom(object: ApiObject, manifest: Manifest): void {
    for (const custom of this.customChecks) {
      for (const finding of guarded(object, this.collector, () => custom.inspect(object, manifest)) ?? []) {
        this.collector.addFinding(finding, object);
      }
    }
  }
}

/** Runs code of the user's; an exception becomes a finding, so that the other findings are still told. */
export function guarded<T>(construct: IConstruct, collector: Collector, body: () => T): T | undefined {
  try {
    return body();
  } catch (error) {
    const { message, stack } = error as Error;
    const place = stack === undefined ? undefined : positionOfStack(stack);
    collector.addFinding(
      { level: FindingLevel.ERROR, code: 'GPULAB1007', message: `a check threw: ${message}`, ...place },
      construct,
    );
    return undefined;
  }
}
