import type { ChartFacts } from '../chart-facts';

/**
 * Source: dexidp/helm-charts dex-0.24.0, charts/dex.
 *
 * Upstream names no namespace; it is called like the chart.
 */
export const DEX: ChartFacts = {
  name: 'dex',
  version: '0.24.0',
  repository: 'https://charts.dexidp.io',
  namespace: 'dex',
  kubernetes: '1.14',
  images: ['{image.repository=ghcr.io/dexidp/dex}:{image.tag=v2.44.0}@{image.digest}'],
};
