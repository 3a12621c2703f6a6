import type { ChartFacts } from '../chart-facts';

/**
 * Source: Project-HAMi/HAMi v2.10.0, charts/hami.
 */
export const HAMI: ChartFacts = {
  name: 'hami',
  version: '2.10.0',
  repository: 'https://project-hami.github.io/HAMi',
  namespace: 'kube-system',
};
