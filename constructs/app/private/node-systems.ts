import type { ImageReference } from '../../core/images/private/reference';
import { mistakes, problem } from '../../core/values/private/mistake';

/** What runs on a node, as drivers are built for it. */
export interface NodeSystem {
  /** ID and version of the system without a space, as `ubuntu22.04`. */
  readonly system: string;

  /** As Go calls it: `amd64`. */
  readonly architecture: string;
}

const SYSTEM = /^([a-z]+[0-9][a-z0-9.]*)(?:\/(amd64|arm64))?$/;

/** Reads `ubuntu22.04` and `ubuntu22.04/arm64`. Throws with every one that is neither. */
export function nodeSystemsOf(texts: readonly string[]): readonly NodeSystem[] {
  const wrong = texts.filter((text) => !SYSTEM.test(text));
  if (wrong.length > 0) {
    const hint = 'as ubuntu22.04, rhel9.4 or ubuntu22.04/arm64';
    throw mistakes(wrong.map((text) => problem('GPULAB3209', `not an operating system of nodes: "${text}"`, hint)));
  }
  return texts.map((text) => {
    const [, system, architecture = 'amd64'] = SYSTEM.exec(text)!;
    return { system, architecture };
  });
}

type Suffix = (node: NodeSystem) => string;

/** Source: resolveDriverTag in controllers/object_controls.go of NVIDIA/gpu-operator: version, "-", and the system of the node. */
const bySystem: Suffix = ({ system }) => `-${system}`;

/** Source: mofedImageFormat in pkg/state/state_ofed.go of Mellanox/network-operator. */
const bySystemAndArchitecture: Suffix = ({ system, architecture }) => `-${system}-${architecture}`;

/** By the end of its path, what an operator puts behind the tag of an image when it knows the node. */
const SUFFIXES: readonly (readonly [path: RegExp, suffix: Suffix])[] = [
  [/(^|\/)(nvidia\/driver|vgpu-manager|nvidia-fs|gdrdrv)$/, bySystem],
  [/(^|\/)(doca-driver|mofed)$/, bySystemAndArchitecture],
];

/** A tag that is for a system already: a program names a driver itself. */
const HAS_SYSTEM = /-(ubuntu|rhel|rhcos|sles|sl-micro|rocky|ol|debian)[0-9.]+/;

/** What stands for a system that is not known. */
const ANY: NodeSystem = { system: '<system>', architecture: '<architecture>' };

/** What nodes put behind the tag: one text for each kind of node; undefined for an image that is pulled as it is called. */
export function suffixesOf({ path, tag, digest }: ImageReference, nodes: readonly NodeSystem[]): string[] | undefined {
  // Neither operator adds anything to a digest.
  if (tag === undefined || digest !== undefined || HAS_SYSTEM.test(tag)) return undefined;
  const suffix = SUFFIXES.find(([end]) => end.test(path))?.[1];
  return suffix && [...new Set(nodes.map(suffix))];
}

/** The form of what is missing, for a person: `-<system>-<architecture>`. */
export const openSuffixOf = (reference: ImageReference): string => suffixesOf(reference, [ANY])?.[0] ?? '';
