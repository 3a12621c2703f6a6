import type { ApiObject, Chart } from 'cdk8s';
import { order } from './order';
import { walk } from './tree';

/**
 * The objects of a chart in the order they must be applied. Throws as cdk8s does when a validation fails.
 * Looks at this chart only; cdk8s prepares and validates the whole app for each chart, which makes an app quadratic.
 */
export function objectsOf(chart: Chart): ApiObject[] {
  const tree = walk(chart);
  if (tree.invalid.length > 0) {
    const lines = tree.invalid.map(({ construct, message }) => `[${construct.node.path}] ${message}`);
    throw new Error(`Validation failed with the following errors:\n  ${lines.join('\n  ')}`);
  }
  return order(tree).objects.get(chart)!;
}
