import type { ListedChart } from 'cdk8s-gpulab/lib/app/private/chart-sources';
import type { Listed } from './image-formats';
import { quote } from './shell';

const FOLDER = 'charts';

/** Source: helm-pull(1) and helm-push(1) of Helm 3.8 and later: a chart is the file NAME-VERSION.tgz, with a registry or without. */
export function helm({ charts }: Listed): string {
  const moved = charts.filter(({ target, repository }) => target !== undefined && repository !== '');
  const nowhere = charts.filter(({ repository }) => repository === '');
  return `${[
    '#!/bin/sh',
    `# save: on a machine with a way out; push: on one that reaches the mirror, beside the folder ${FOLDER}`,
    ...nowhere.map(({ name, version }) => `# left out, for it is published nowhere: ${name} ${version}`),
    'set -eu',
    'case "$*" in',
    '  save)',
    ...moved.map((chart) => `    helm pull ${placeOf(chart)} --version ${quote(chart.version)} -d ${FOLDER}`),
    '    ;;',
    '  push)',
    ...moved.map(
      ({ name, version, target }) => `    helm push ${quote(`${FOLDER}/${name}-${version}.tgz`)} ${quote(target!)}`,
    ),
    '    ;;',
    '  *)',
    '    echo "usage: $0 save|push" >&2',
    '    exit 2',
    '    ;;',
    'esac',
  ].join('\n')}\n`;
}

const placeOf = ({ name, repository }: ListedChart): string =>
  repository.startsWith('oci://') ? quote(`${repository}/${name}`) : `${quote(name)} --repo ${quote(repository)}`;
