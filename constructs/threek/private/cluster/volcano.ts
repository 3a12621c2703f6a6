import type { Construct } from 'constructs';
import { Wait } from '../../../core/releases/wait';
import { UpstreamChart } from '../../../upstream/upstream-chart';
import { UpstreamRelease } from '../../../upstream/upstream-release';

/** Gang scheduling: its queues and groups of pods are there when the operators begin to use them. */
export const makeVolcano = (scope: Construct): UpstreamRelease =>
  new UpstreamRelease(scope, 'volcano', {
    chart: UpstreamChart.VOLCANO,
    readyWhen: [Wait.definition('podgroups.scheduling.volcano.sh')],
  });
