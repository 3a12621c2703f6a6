import type { HelmChartProps } from '../../helm-chart-props';
import { documentOf } from '../yaml';
import type { Image } from './images';

const AS_GIVEN = { sortKeys: false };

/** Read by Artifact Hub, and by whoever mirrors images into a closed network. */
const IMAGES = 'artifacthub.io/images';

/** Chart.yaml. Helm does not template it. */
export function chartYaml(name: string, props: HelmChartProps, images: readonly Image[]): string {
  const annotations = { ...props.annotations, ...(images.length > 0 && { [IMAGES]: imageList(images) }) };
  const chart = {
    apiVersion: 'v2',
    name,
    description: props.description,
    type: 'application',
    version: props.version,
    appVersion: props.appVersion,
    kubeVersion: props.kubeVersion,
    home: props.home,
    icon: props.icon,
    keywords: props.keywords,
    dependencies: props.dependencies,
    annotations: Object.keys(annotations).length > 0 ? annotations : undefined,
  };
  return `${documentOf(chart, AS_GIVEN)}\n`;
}

/** The annotation is a text that holds YAML. */
const imageList = (images: readonly Image[]): string => `${documentOf(images, AS_GIVEN)}\n`;
