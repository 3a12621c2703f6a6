import type { Problem } from '../../core/checks/check';
import { FindingLevel } from '../../core/finding';
import { kubernetesVersionOf } from '../../core/private/state';
import type { UpstreamRelease } from '../upstream-release';
import { parseSlot } from './image-slot';

/** What is wrong with the chart of a release, whatever its values are: it does not run there, or should not run at all. */
export function chartProblems(release: UpstreamRelease): Problem[] {
  const { chart } = release;
  const { kubernetes, retired, images = [] } = chart._facts;
  const problems: Problem[] = [];
  const target = kubernetesVersionOf(release);
  if (kubernetes !== undefined && target !== undefined && minorOf(target) < minorOf(kubernetes)) {
    problems.push({
      level: FindingLevel.ERROR,
      code: 'GPULAB2421',
      message: `${chart.name} ${chart.version} needs Kubernetes ${kubernetes} or later, and the cluster has ${target}`,
      hint: 'use an older version of the chart: chart.at(version); or set kubernetesVersion to that of the cluster',
    });
  }
  if (retired !== undefined) {
    const message = `${chart.name} is retired: ${retired}`;
    const hint = 'move to something that is maintained, or acknowledge the warning';
    problems.push({ level: FindingLevel.WARNING, code: 'GPULAB2422', message, hint });
  }
  if (chart.repository === '') {
    const message = `no public repository has the chart ${chart.name}`;
    const hint = "put it into a registry of your own: chart.fromRepository('oci://registry.example.com/charts')";
    problems.push({ level: FindingLevel.ERROR, code: 'GPULAB2424', message, hint });
  }
  for (const line of images.filter((image) => !parseSlot(image))) {
    const message = `not an image of a chart: "${line}"`;
    const hint = 'write it as {image.repository=quay.io/ceph/ceph}:{image.tag=v20.2.4}';
    problems.push({ level: FindingLevel.ERROR, code: 'GPULAB2423', message, hint });
  }
  return problems;
}

/** `1.28` -> 28. There is no other major version. */
const minorOf = (version: string): number => Number(/^v?1\.(\d+)/.exec(version)?.[1]);
