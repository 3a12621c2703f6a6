import type { NicDriverOptions } from '../nic-driver';
import type { ChartVersion } from './chart-version';

/** An image as NicClusterPolicy takes it. */
export interface Operand {
  readonly image: string;
  readonly repository: string;
  readonly version: string;
}

const REPOSITORY = 'nvcr.io/nvidia/mellanox';

/** Drivers by the version of the chart that they were released with (Mellanox/network-operator, hack/release.yaml of each tag). */
const DRIVERS: { readonly [chart: string]: string } = {
  '25.7.0': 'doca3.1.0-25.07-0.9.7.0-0',
  '25.10.0': 'doca3.2.0-25.10-1.2.8.0-2',
  '26.1.0': 'doca3.3.0-26.01-1.0.0.0-0',
  '26.1.1': 'doca3.3.0-26.01-1.0.0.0-4',
  '26.1.2': 'doca3.3.0-26.01-1.0.0.0-0',
  '26.4.0': 'doca3.4.0-26.04-0.8.6.0-0',
  '26.4.1': 'doca3.4.1-26.04-1.1.0.0-1',
};

/** The driver of the cards; undefined where it is not known which one goes with the chart. */
export function driverOperand(chart: ChartVersion, options: NicDriverOptions): Operand | undefined {
  const version = options.version ?? DRIVERS[chart.text];
  const { image = 'doca-driver', repository = REPOSITORY } = options;
  return version === undefined ? undefined : { image, repository, version };
}

/** From this version on, all images but the driver carry that of the chart. */
export const haveChartVersion = (chart: ChartVersion): boolean => chart.isAtLeast(25, 7);

/** Any other image of the network operator. */
export const operand = (chart: ChartVersion, image: string): Operand => ({
  image,
  repository: REPOSITORY,
  version: `network-operator-v${chart.text}`,
});
