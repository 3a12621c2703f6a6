import { type Finding, FindingLevel } from '../../core/finding';
import { floats, type ImageReference, parseReference, textOf } from '../../core/images/private/reference';
import type { LabApp } from '../lab-app';
import { analyse } from './analysis';
import type { ListedChart } from './chart-sources';
import type { ImageLedger, ImageUse } from './image-ledger';
import { chartMirrorOf, type MirrorChoice, mirrorOf } from './mirror-choice';
import { type NodeSystem, openSuffixOf, suffixesOf } from './node-systems';

/** Every image of an app, by name, and every chart. */
export interface ImageList {
  readonly findings: Finding[];
  readonly images: ListedImage[];
  readonly charts: readonly ListedChart[];
}

/** An image, and where it is used. */
export interface ListedImage {
  /** Whole, with registry and tag. */
  readonly image: string;

  /** Its place in the mirror; absent without one, and where it is from there already. */
  readonly target?: string;

  /** What an operator puts behind the tag on each node, where nobody said what nodes there are: `-<system>`. */
  readonly suffix?: string;
  readonly from: readonly { readonly path: string; readonly key?: string }[];
}

/** Looks through the objects and releases of an app. What is wrong with these is told, too: the list could lack something. */
export function imagesOf(app: LabApp, choice: MirrorChoice): ImageList {
  const { collector, images, upstream } = analyse(app, {
    target: app.kubernetesVersion,
    custom: app._customChecks,
    mirror: mirrorOf(app, choice),
    chartMirror: chartMirrorOf(app, choice),
    listed: true,
  });
  const findings = collector.finish(app._acknowledgements);
  const list = images ? listOf(images, app._nodeSystems) : [];
  const told = [...list.flatMap(floating), ...list.flatMap(incomplete), ...unknown(images)];
  return { findings: [...findings, ...told], images: list, charts: upstream };
}

function listOf({ uses }: ImageLedger, nodes: readonly NodeSystem[]): ListedImage[] {
  const byText = new Map<string, ImageUse[]>();
  for (const use of uses.flatMap((one) => onNodes(one, nodes))) {
    const text = textOf(use.reference);
    const others = byText.get(text);
    if (others) others.push(use);
    else byText.set(text, [use]);
  }
  return [...byText]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([text, [first, ...others]]) => {
      const { reference, target } = first;
      const suffix = target.digest === undefined ? openSuffixOf(reference) : '';
      return {
        image: text,
        target: textOf(target) === text ? undefined : textOf(target),
        ...(suffix !== '' && { suffix }),
        from: [first, ...others].map(({ path, key }) => ({ path, key })),
      };
    });
}

/** What nodes pull: a driver is one image for each system. */
function onNodes(use: ImageUse, nodes: readonly NodeSystem[]): ImageUse[] {
  const { reference, target } = use;
  const suffixes = (target.digest === undefined && suffixesOf(reference, nodes)) || [];
  if (suffixes.length === 0) return [use];
  const add = (to: ImageReference, suffix: string): ImageReference => ({ ...to, tag: to.tag + suffix });
  return suffixes.map((suffix) => ({ ...use, reference: add(reference, suffix), target: add(target, suffix) }));
}

const incomplete = ({ image, suffix, from: [{ path, key }] }: ListedImage): Finding[] =>
  suffix === undefined
    ? []
    : [
        {
          level: FindingLevel.WARNING,
          code: 'GPULAB3230',
          message: `nodes pull ${image}${suffix}, and what nodes there are is not known`,
          path,
          key,
          hint: "say it: new LabApp({ nodeSystems: ['ubuntu22.04'] })",
        },
      ];

const floating = ({ image, from: [{ path, key }] }: ListedImage): Finding[] =>
  floats(parseReference(image)!)
    ? [
        {
          level: FindingLevel.WARNING,
          code: 'GPULAB3202',
          message: `${image} is another image every time that it is published`,
          path,
          key,
          hint: 'name a version',
        },
      ]
    : [];

/** With a mirror each is an error already. */
const unknown = (images: ImageLedger | undefined): Finding[] =>
  (images?.hasMirror ? [] : (images?.unknown ?? [])).map((release) => ({
    level: FindingLevel.WARNING,
    code: 'GPULAB3205',
    message: `nothing is known of the images of ${release._source.name} ${release._source.version}: the list lacks them`,
    path: release.node.path,
    hint: 'give them: UpstreamChart.of({ images }), or chart.at(version, images)',
  }));
