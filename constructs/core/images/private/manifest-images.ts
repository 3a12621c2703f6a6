import type { Manifest } from '../../checks/check';
import { keyOf, type Step } from '../../checks/private/key';
import { isFields } from '../../checks/private/walk';
import { groupOf, isBuiltInGroup } from '../../shapes/shapes';
import { CALICO, moveInstallation } from './calico';
import { type ImageReference, parseReference, textOf } from './reference';

/** What becomes of an image at a place of an object. Undefined leaves it as it is. */
export type Replace = (image: FoundImage, key: string) => ImageReference | undefined;

/** An image that an object names. */
export interface FoundImage {
  /** As it is written there. */
  readonly text: string;

  /** Undefined when it is none. */
  readonly reference: ImageReference | undefined;
}

type Fields = { readonly [field: string]: unknown };

const CONTAINER_LISTS = /^(containers|initContainers|ephemeralContainers)$/;

/** What charts call lists of containers that they put into pods as they are: `extraInitContainers`, `sidecars`. */
const LISTS_OF_VALUES = /(containers|sidecars)$/i;

/** Some charts want such a list as a text, for their templates: it can be read, but not moved. */
const IN_TEXT = /^[ \t]*(?:-[ \t]+)?image:[ \t]*["']?([^\s"']+)/gm;

/** `--pytorch-init-container-image=alpine:3.10`: how operators are told of images that they start themselves. */
const ARGUMENT = /^(--?[\w-]*image=)(.+)$/;

/**
 * Replaces the images that an object names, and gives the object itself where nothing changed. Images are:
 *
 * - `image` of everything in a list of containers, at any depth of any kind, and arguments of them that end in `image=`;
 * - `reference` of an image volume (`volumes[].image.reference`);
 * - in kinds of others, where a whole reference stands in a field `image` (`CephCluster`, `Prometheus`), and where it is in three
 *   fields `repository`, `image` and `version` (`ClusterPolicy`, `NicClusterPolicy`);
 * - the registry of an `Installation` of Calico, whose operator knows the names itself.
 */
export function mapImages(manifest: Manifest, replace: Replace): Manifest {
  const group = groupOf(manifest.apiVersion);
  const mapped = new Mapper(replace, !isBuiltInGroup(group)).in(manifest) as Manifest;
  return group === CALICO && manifest.kind === 'Installation' ? moveInstallation(mapped, replace) : mapped;
}

/** The same for values of a chart: images of the containers in lists of them. Those that have keys of their own are no matter here. */
export const mapImagesOfValues = (values: Fields, replace: Replace): Fields =>
  new Mapper(replace, false, LISTS_OF_VALUES).in(values) as Fields;

class Mapper {
  private readonly steps: Step[] = [];

  constructor(
    private readonly replace: Replace,
    private readonly isCustom: boolean,
    private readonly lists = CONTAINER_LISTS,
  ) {}

  in(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return this.list(value, (item) => this.in(item));
    return this.map(value as Fields);
  }

  private map(fields: Fields): Fields {
    let changed = this.isCustom ? this.custom(fields) : fields;
    for (const key of Object.keys(fields)) {
      const member = this.at(key, () => this.member(key, fields[key]));
      if (member !== fields[key]) changed = { ...changed, [key]: member };
    }
    return changed;
  }

  private member(key: string, value: unknown): unknown {
    if (!Array.isArray(value)) {
      if (typeof value === 'string' && this.lists === LISTS_OF_VALUES && this.lists.test(key)) this.tell(value);
      return this.in(value);
    }
    if (this.lists.test(key)) return this.list(value, (item) => this.container(item));
    if (key === 'volumes') return this.list(value, (item) => this.volume(item));
    return this.in(value);
  }

  private tell(list: string): void {
    for (const [, text] of list.matchAll(IN_TEXT)) this.replace({ text, reference: undefined }, keyOf(this.steps));
  }

  private list(items: readonly unknown[], change: (item: unknown) => unknown): readonly unknown[] {
    let changed: unknown[] | undefined;
    for (let index = 0; index < items.length; index++) {
      const item = this.at(index, () => change(items[index]));
      if (item === items[index]) continue;
      changed ??= [...items];
      changed[index] = item;
    }
    return changed ?? items;
  }

  private container(container: unknown): unknown {
    const inner = this.in(container);
    if (!isFields(inner)) return inner;
    let changed = this.text(inner, 'image');
    for (const key of ['command', 'args']) {
      const words = changed[key];
      if (!Array.isArray(words)) continue;
      const mapped = this.at(key, () => this.list(words, (word) => this.argument(word)));
      if (mapped !== words) changed = { ...changed, [key]: mapped };
    }
    return changed;
  }

  private argument(word: unknown): unknown {
    const [, option, image] = (typeof word === 'string' && ARGUMENT.exec(word)) || [];
    if (image === undefined || !parseReference(image)) return word;
    const moved = this.replaced(image);
    return moved === undefined ? word : option + moved;
  }

  private volume(volume: unknown): unknown {
    const inner = this.in(volume);
    if (!isFields(inner) || !isFields(inner.image)) return inner;
    const image = this.at('image', () => this.text(inner.image as Fields, 'reference'));
    return image === inner.image ? inner : { ...inner, image };
  }

  /** What kinds of others have. */
  private custom(fields: Fields): Fields {
    const { repository, image, version } = fields;
    if (typeof image !== 'string' || this.isContainer()) return fields;
    if (typeof repository === 'string' && typeof version === 'string' && repository !== '' && version !== '') {
      return this.inThreeFields(fields, { repository, image, version });
    }
    // Without either of these it could be any word.
    return !repository && /[/:]/.test(image) && parseReference(image) ? this.text(fields, 'image') : fields;
  }

  /** Its image is looked at as that of a container. */
  private isContainer(): boolean {
    const [list, index] = this.steps.slice(-2);
    return typeof index === 'number' && this.lists.test(String(list));
  }

  private inThreeFields(fields: Fields, { repository, image, version }: { [field: string]: string }): Fields {
    // Source: ImagePath of NVIDIA/gpu-operator v26.7.0, internal/image/image.go: a version that is a digest follows "@".
    const separator = version.startsWith('sha256:') ? '@' : ':';
    const text = `${repository}/${image}${separator}${version}`;
    const moved = this.at('image', () => this.moved(text));
    if (moved === undefined) return fields;
    const slash = moved.path.lastIndexOf('/');
    return {
      ...fields,
      repository: slash < 0 ? moved.registry : `${moved.registry}/${moved.path.slice(0, slash)}`,
      image: moved.path.slice(slash + 1),
      version: moved.digest ?? moved.tag,
    };
  }

  private text(fields: Fields, key: string): Fields {
    const image = fields[key];
    if (typeof image !== 'string') return fields;
    const moved = this.at(key, () => this.replaced(image));
    return moved === undefined ? fields : { ...fields, [key]: moved };
  }

  private replaced(text: string): string | undefined {
    const moved = this.moved(text);
    return moved && textOf(moved);
  }

  private moved(text: string): ImageReference | undefined {
    return this.replace({ text, reference: parseReference(text) }, keyOf(this.steps));
  }

  private at<T>(step: Step, body: () => T): T {
    this.steps.push(step);
    const result = body();
    this.steps.pop();
    return result;
  }
}
