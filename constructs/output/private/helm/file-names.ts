import type { TemplateDocument } from '../../../core/template/private/chart-template';
import type { HelmChart } from '../../helm-chart';

/** The file of an object: named by kind and construct path, since the name of the object may depend on values. */
export function fileOf({ chart }: HelmChart, document: TemplateDocument): string {
  const path = document.object.node.path.slice(chart.node.path.length);
  const name = `${document.kind}-${path}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `${isDefinition(document) ? 'crds' : 'templates'}/${name}.yaml`;
}

/** Helm installs definitions before everything else, and takes them as they are. */
export const isDefinition = ({ kind }: TemplateDocument): boolean => kind === 'CustomResourceDefinition';
