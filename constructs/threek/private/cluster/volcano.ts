import type { Construct } from 'constructs';
import { Wait } from '../../../core/releases/wait';
import { UpstreamChart } from '../../../upstream/upstream-chart';
import { UpstreamRelease } from '../../../upstream/upstream-release';

/** Source: volcano-sh/volcano v1.15.1, installer/helm/chart/volcano. The definition of its Job is too large for client-side apply. */
const VOLCANO = UpstreamChart.of({
  name: 'volcano',
  version: '1.15.1',
  repository: 'https://volcano-sh.github.io/helm-charts',
  namespace: 'volcano-system',
  largeDefinitions: true,
});

/** Gang scheduling: its queues and groups of pods are there when the operators begin to use them. */
export const makeVolcano = (scope: Construct): UpstreamRelease =>
  new UpstreamRelease(scope, 'volcano', {
    chart: VOLCANO,
    readyWhen: [Wait.definition('podgroups.scheduling.volcano.sh')],
  });
