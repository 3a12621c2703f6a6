import type { ImageMirror } from '../../core/images/image-mirror';
import { mapImagesOfValues } from '../../core/images/private/manifest-images';
import { type ImageReference, nameOf, parseReference, textOf } from '../../core/images/private/reference';
import type { Mapping } from '../../core/private/mapping';
import type { KnownImages, MovedImages, ReleaseImage } from '../../core/releases/release';
import { merge } from '../../core/values/private/coalesce';
import { type Assignments, assign } from './assignments';
import { ANY_TAG, type ImageSlot, isUsed, referenceIn } from './image-slot';
import { dependsOnCluster, evaluate, type Given, isKey, keysOf } from './image-template';

/** The images that a release starts, and its values when they come from elsewhere. */
export class ReleaseImages implements KnownImages {
  /** How many images a key has a say in. */
  private readonly uses = new Map<string, number>();

  constructor(
    private readonly slots: readonly ImageSlot[],
    private readonly given: Given,
    /** What the chart must be given before it takes images from elsewhere. */
    private readonly permission: Mapping = {},
  ) {
    for (const { name, tag = [], digest = [] } of slots) {
      for (const key of new Set(keysOf([...name, ...tag, ...digest])))
        this.uses.set(key, (this.uses.get(key) ?? 0) + 1);
    }
  }

  /** Those that are used: what the chart starts, and what containers of the given values start. */
  list(): ReleaseImage[] {
    const ofChart = this.slots
      .filter((slot) => isUsed(slot, this.given) && !hasAnyTag(slot))
      .map((slot) => ({ text: referenceIn(slot, this.given), key: this.keyOf(slot) }));
    const ofContainers: ReleaseImage[] = [];
    mapImagesOfValues(this.given.values, ({ text }, key) => {
      ofContainers.push({ text, key });
      return undefined;
    });
    return [...ofChart, ...ofContainers];
  }

  /** Moves every image, those that are not used, too: their keys would still name another registry. */
  moved(mirror: ImageMirror): MovedImages {
    const changes = new Map<string, string>();
    const stuck: ReleaseImage[] = [];
    for (const slot of this.slots) {
      const assigned = this.assigned(slot, mirror);
      const clashes = [...(assigned ?? [])].some(([key, value]) => (changes.get(key) ?? value) !== value);
      if (assigned && !clashes) for (const [key, value] of assigned) changes.set(key, value);
      else if (isUsed(slot, this.given)) stuck.push({ text: referenceIn(slot, this.given), key: this.keyOf(slot) });
    }
    const given = mapImagesOfValues(this.given.values, ({ text, reference }, key) => {
      if (!reference) stuck.push({ text, key });
      return reference && mirror._moved(reference);
    });
    const values = changes.size > 0 ? merge(this.permission, given) : given;
    return { values: merge(values, nested(changes)), stuck };
  }

  /** Where a person looks for it: a key of its own before one that all images share. */
  private keyOf({ name, tag = [] }: ImageSlot): string | undefined {
    const keys = keysOf([...name, ...tag]);
    return keys.find((key) => this.uses.get(key) === 1) ?? keys.at(0);
  }

  private assigned(slot: ImageSlot, mirror: ImageMirror): Assignments {
    const from = this.referenceOf(slot);
    if (!from) return undefined;
    const to = mirror._moved(from);
    const isShared = (key: string): boolean => this.uses.get(key)! > 1;
    const set = (atoms: ImageSlot['name'], text: string) => assign(atoms, text, this.given, isShared);
    // One key has the whole reference.
    if (!slot.tag && slot.name.length === 1 && isKey(slot.name[0])) {
      return textOf(from) === textOf(to) ? new Map() : set(slot.name, textOf(to));
    }
    const name = nameOf(from) === nameOf(to) ? new Map() : set(slot.name, nameOf(to));
    const version = this.version(slot, from, to, set);
    return name && version && new Map([...name, ...version]);
  }

  private version(
    slot: ImageSlot,
    from: ImageReference,
    to: ImageReference,
    set: (atoms: ImageSlot['name'], text: string) => Assignments,
  ): Assignments {
    const tag = evaluate(slot.tag ?? [], this.given);
    if (to.digest !== undefined && to.digest !== from.digest) {
      if (slot.digest?.some(isKey)) return set(slot.digest, to.digest);
      // What the chart puts behind ":" may have a digest of its own.
      return slot.tag && set(slot.tag, `${tag}@${to.digest}`);
    }
    // A tag that the chart would take from the cluster must be the one that was copied.
    return slot.tag && dependsOnCluster(slot.tag) ? set(slot.tag, tag) : new Map();
  }

  private referenceOf(slot: ImageSlot): ImageReference | undefined {
    const text = referenceIn(slot, this.given);
    if (!hasAnyTag(slot)) return parseReference(text);
    const reference = parseReference(text.slice(0, -ANY_TAG.length - 1));
    return reference && { ...reference, tag: undefined };
  }
}

const hasAnyTag = ({ tag }: ImageSlot): boolean => tag?.[0] === ANY_TAG;

/** `image.tag` as a mapping in a mapping. */
function nested(changes: ReadonlyMap<string, string>): Mapping {
  let values: Mapping = {};
  for (const [path, value] of changes) {
    const one = path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Mapping;
    values = merge(values, one);
  }
  return values;
}
