import type { IConstruct } from 'constructs';
import type { Problem } from '../../core/checks/check';
import { ShapeCheck } from '../../core/checks/shape';
import { External } from '../../core/external';
import { FindingLevel } from '../../core/finding';
import { LabError } from '../../core/lab-error';
import type { CustomResource, Release } from '../../core/releases/release';
import { Shapes } from '../../core/shapes/shapes';

/**
 * What is wrong with the custom resources in the values of a release, told at the place of the values.
 * @param target Kubernetes version; undefined for none of our own checks
 */
export function customResourceProblems(release: Release, app: IConstruct, target: string | undefined): Problem[] {
  const resources = release._customResources ?? [];
  const shapes = target === undefined || resources.length === 0 ? undefined : shapesOf(app, target);
  if (!shapes) return [];
  return resources.flatMap((resource) => {
    const problems: Problem[] = [];
    const check = new ShapeCheck((_, problem) => problems.push(inValues(problem, resource)), shapes);
    check.visit(resource.manifest, { name: release.releaseName, node: release.node });
    return problems;
  });
}

/** `spec.mon.count` of the object is `cephClusterSpec.mon.count` of the values. */
function inValues(problem: Problem, { key, manifest: { kind }, otherVersion }: CustomResource): Problem {
  const ofOther = otherVersion === undefined ? '' : `; this is known of version ${otherVersion} of the chart`;
  return {
    ...problem,
    level: otherVersion === undefined ? problem.level : FindingLevel.WARNING,
    key: problem.key?.replace(/^spec(?=$|[.[])/, key),
    message: `${problem.message} (${kind}${ofOther})`,
  };
}

/** A version that there are no shapes of is told by the checks of objects. */
function shapesOf(app: IConstruct, target: string): Shapes | undefined {
  try {
    return Shapes.for(target, External.of(app)._kinds);
  } catch (error) {
    if (error instanceof LabError) return undefined;
    throw error;
  }
}
