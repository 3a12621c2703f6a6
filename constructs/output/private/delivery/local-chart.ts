import type { Manifest } from '../../../core/checks/check';
import { linesOfManifest } from '../helm/template-printer';
import { jsonFileOf } from '../json';
import { documentOf, fileOf } from '../yaml';
import type { Files, ManifestsStep } from './plan';

const STYLE = { sortKeys: true };

/** Nobody publishes these charts: what is installed is what the folder holds, whatever the number. */
export const LOCAL_VERSION = '0.1.0';

/** The folder of the chart that holds the objects of a step. */
export const localChartOf = ({ name }: ManifestsStep): string => `charts/${name}`;

/**
 * Objects of the program as a small Helm chart, for forms that know nothing but Helm. Definitions of custom kinds are in `crds/`,
 * because Helm installs those before it looks at anything else; it never upgrades them.
 */
export function localChart(step: ManifestsStep): Files {
  const folder = localChartOf(step);
  const manifests = plain(step.manifests());
  const definitions = manifests.filter(isDefinition);
  const others = manifests.filter((manifest) => !isDefinition(manifest));
  const files = new Map([[`${folder}/Chart.yaml`, chartYaml(step.name)]]);
  if (definitions.length > 0)
    files.set(`${folder}/crds/${step.name}.yaml`, fileOf(definitions.map((manifest) => documentOf(manifest, STYLE))));
  if (others.length > 0) files.set(`${folder}/templates/${step.name}.yaml`, templateOf(others));
  return files;
}

export const isDefinition = ({ kind }: Manifest): boolean => kind === 'CustomResourceDefinition';

/** As all writers give them: keys in order, and no member that is null. */
const plain = (manifests: Manifest[]): Manifest[] => JSON.parse(jsonFileOf(manifests, STYLE)).items;

const chartYaml = (name: string): string =>
  `${documentOf(
    {
      apiVersion: 'v2',
      name,
      description: `objects of ${name}, made by gpulab`,
      type: 'application',
      version: LOCAL_VERSION,
    },
    { sortKeys: false },
  )}\n`;

const templateOf = (manifests: Manifest[]): string =>
  manifests.map((value) => `${linesOfManifest({ kind: 'literal', value }).join('\n')}\n`).join('---\n');
