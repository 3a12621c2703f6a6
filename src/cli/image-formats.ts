import type { ImageList, ListedImage } from 'cdk8s-gpulab/lib/app/private/image-list';
import { helm } from './chart-formats';
import { quote } from './shell';

/** What is listed. */
export type Listed = Omit<ImageList, 'findings'>;
type Format = (list: Listed) => string;

/** Places of one image that a person reads; --json has them all. */
const MOST = 3;

/** How a list is written. Each is a pure function of the list. */
export const FORMATS: { readonly [name: string]: Format } = {
  text,
  skopeo,
  'skopeo-sync': syncFile,
  docker,
  helm,
  json,
};

/** What to say for a format that copies from here to there; undefined where there is a there, or nothing to copy. */
export function needsOf(format: string, { images, charts }: Listed): string | undefined {
  if (format === 'helm' && charts.length > 0 && charts.every(({ target }) => target === undefined)) {
    return 'give --chart-mirror oci://HOST/FOLDER, or the app a chartMirror';
  }
  if (format !== 'skopeo' && format !== 'docker') return undefined;
  if (images.length === 0 || images.some(({ target }) => target !== undefined)) return undefined;
  const hint = 'give --mirror HOST/PREFIX, or the app an imageMirror';
  return format === 'skopeo' ? `${hint}; --format skopeo-sync needs none` : hint;
}

function text({ images, charts }: Listed): string {
  const ofImages = images.map(({ image, suffix = '', target, from }) =>
    blockOf(
      image + suffix,
      target && target + suffix,
      from.map(({ path, key }) => `${path}${key === undefined ? '' : `  ${key}`}`),
    ),
  );
  const ofCharts = charts.map(({ name, version, repository, target, from }) =>
    blockOf(`chart ${name} ${version} of ${repository || 'no repository'}`, target, from),
  );
  return [...ofImages, ...ofCharts].join('');
}

function blockOf(title: string, target: string | undefined, from: readonly string[]): string {
  const places = from.slice(0, MOST).map((place) => `  ${place}`);
  if (from.length > MOST) places.push(`  ... and ${from.length - MOST} more`);
  return [target === undefined ? title : `${title} -> ${target}`, ...places, ''].join('\n');
}

function json(list: Listed): string {
  return `${JSON.stringify(list, undefined, 2)}\n`;
}

/** Source: skopeo-copy(1) and skopeo-sync(1) of skopeo 1.18. Platforms are copied all, so that digests stay. */
function skopeo({ images }: Listed): string {
  const lines = images
    .filter(isWhole)
    .flatMap(({ image, target }) =>
      target === undefined
        ? []
        : [
            `skopeo copy --all --preserve-digests ${quote(transport(image, target))} ${quote(destination(image, target))}`,
          ],
    );
  return `${['#!/bin/sh', ...images.flatMap(toFillIn), 'set -eu', ...lines].join('\n')}\n`;
}

/** By host and path the tags and digests: what `skopeo sync --src yaml` reads. */
function syncFile({ images }: Listed): string {
  const hosts = new Map<string, Map<string, Set<string>>>();
  for (const { image } of images.filter(isWhole)) {
    const { registry, path, tag, digest } = partsOf(image);
    const paths = hosts.get(registry) ?? new Map<string, Set<string>>();
    hosts.set(registry, paths.set(path, (paths.get(path) ?? new Set()).add(digest ?? tag!)));
  }
  const lines = [...hosts].flatMap(([host, paths]) => [
    `${JSON.stringify(host)}:`,
    '  images:',
    ...[...paths].flatMap(([path, versions]) => [
      `    ${JSON.stringify(path)}:`,
      ...[...versions].map((version) => `      - ${JSON.stringify(version)}`),
    ]),
  ]);
  const body = lines.length === 0 ? ['{}'] : lines;
  return `${[...images.flatMap(toFillIn), ...body].join('\n')}\n`;
}

/** Docker moves tags; the digest of an image of several platforms does not survive it. */
function docker({ images: all }: Listed): string {
  const images = all.filter(isWhole);
  const sources = images.map(({ image, target }) => quote(pullable(image, target)));
  const moved = images.filter(({ target }) => target !== undefined);
  const tagged = moved.map(({ image, target }) => [quote(pullable(image, target)), quote(taggable(image, target!))]);
  const pinned = images.filter(({ image, target }) => (target ?? image).includes('@'));
  const saved = images.map(({ image, target }) =>
    quote(target === undefined ? pullable(image) : taggable(image, target)),
  );
  return `${[
    '#!/bin/sh',
    '# save: on a machine with a way out; push: on one that reaches the mirror, beside images.tar',
    ...pinned.map(
      ({ image }) => `# by digest, which docker does not keep for several platforms, so better with skopeo: ${image}`,
    ),
    ...all.flatMap(toFillIn),
    'set -eu',
    'case "$*" in',
    '  save)',
    ...sources.map((source) => `    docker pull ${source}`),
    ...tagged.map(([source, target]) => `    docker tag ${source} ${target}`),
    `    docker save -o images.tar ${saved.join(' ')}`,
    '    ;;',
    '  push)',
    '    docker load -i images.tar',
    ...tagged.map(([, target]) => `    docker push ${target}`),
    '    ;;',
    '  *)',
    '    echo "usage: $0 save|push" >&2',
    '    exit 2',
    '    ;;',
    'esac',
  ].join('\n')}\n`;
}

/** Nothing has the name of an image whose tag an operator completes. */
const isWhole = ({ suffix }: ListedImage): boolean => suffix === undefined;

const toFillIn = ({ image, suffix, target }: ListedImage): string[] =>
  suffix === undefined
    ? []
    : [
        `# left out, for nodeSystems of the app are not known: ${image}${suffix}${target ? ` -> ${target}${suffix}` : ''}`,
      ];

interface Parts {
  readonly registry: string;
  readonly path: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** Of a whole reference, as the list has it. */
function partsOf(reference: string): Parts {
  const [named, digest] = reference.split('@', 2);
  const slash = named.indexOf('/');
  const colon = named.indexOf(':', named.lastIndexOf('/'));
  const path = named.slice(slash + 1, colon < 0 ? undefined : colon);
  return { registry: named.slice(0, slash), path, tag: colon < 0 ? undefined : named.slice(colon + 1), digest };
}

/** Neither tool takes a tag and a digest together. A pinned image is the one of its digest, whatever its tag is by now. */
function pullable(image: string, target = image): string {
  const { registry, path, tag, digest = partsOf(target).digest } = partsOf(image);
  return digest === undefined ? `${registry}/${path}:${tag}` : `${registry}/${path}@${digest}`;
}

const transport = (image: string, target: string): string => `docker://${pullable(image, target)}`;

/** The tag is set at the mirror where there is one: it is what people look for. */
function taggable(image: string, target: string): string {
  const { registry, path, tag = partsOf(image).tag } = partsOf(target);
  return tag === undefined ? `${registry}/${path}` : `${registry}/${path}:${tag}`;
}

function destination(image: string, target: string): string {
  const { digest, tag = partsOf(image).tag } = partsOf(target);
  return `docker://${tag === undefined && digest !== undefined ? target : taggable(image, target)}`;
}
