import { type Finding, FindingLevel } from '../../core/finding';
import { floats, parseReference, textOf } from '../../core/images/private/reference';
import type { LabApp } from '../lab-app';
import { analyse } from './analysis';
import type { ImageLedger, ImageUse } from './image-ledger';
import { type MirrorChoice, mirrorOf } from './mirror-choice';

/** Every image of an app, by name. */
export interface ImageList {
  readonly findings: Finding[];
  readonly images: ListedImage[];
}

/** An image, and where it is used. */
export interface ListedImage {
  /** Whole, with registry and tag. */
  readonly image: string;

  /** Its place in the mirror; absent without one, and where it is from there already. */
  readonly target?: string;
  readonly from: readonly { readonly path: string; readonly key?: string }[];
}

/** Looks through the objects and releases of an app. What is wrong with these is told, too: the list could lack something. */
export function imagesOf(app: LabApp, choice: MirrorChoice): ImageList {
  const { collector, images } = analyse(app, {
    target: app.kubernetesVersion,
    custom: app._customChecks,
    mirror: mirrorOf(app, choice),
    listed: true,
  });
  const findings = collector.finish(app._acknowledgements);
  const list = images ? listOf(images) : [];
  return { findings: [...findings, ...list.flatMap(floating), ...unknown(images)], images: list };
}

function listOf({ uses }: ImageLedger): ListedImage[] {
  const byText = new Map<string, ImageUse[]>();
  for (const use of uses) {
    const text = textOf(use.reference);
    const others = byText.get(text);
    if (others) others.push(use);
    else byText.set(text, [use]);
  }
  return [...byText]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([text, [first, ...others]]) => ({
      image: text,
      target: textOf(first.target) === text ? undefined : textOf(first.target),
      from: [first, ...others].map(({ path, key }) => ({ path, key })),
    }));
}

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
