import { type Finding, FindingLevel } from '../finding';
import { LabError } from '../lab-error';
import { ensure, newMap } from '../private/ensure';
import { quoted } from '../private/visible';
import { CompactReader } from './compact';
import { type CustomKind, customKindsOf } from './custom-kinds';
import { CUSTOM_GROUPS } from './data/groups';
import { DEFINITIONS, KINDS, VERSIONS } from './data/kubernetes';
import { Struct } from './type';

/** A kind as one version of Kubernetes has it. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  readonly custom: boolean;
  readonly struct: Struct;
}

/** One line of KINDS. */
interface KindEntry {
  readonly mask: number;
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  readonly definition: string;
}

/** The API group of an `apiVersion`; empty for the core group. */
export const groupOf = (apiVersion: string): string => {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
};

const linesOf = (text: string): string[] => text.trim().split('\n');

let entries: readonly KindEntry[] | undefined;

/** Every built-in kind of any version. */
export function kindEntries(): readonly KindEntry[] {
  entries ??= linesOf(KINDS).map((line) => {
    const [mask, apiVersion, kind, plural, scope, definition] = line.split(' ');
    return { mask: Number(mask), apiVersion, kind, plural, namespaced: scope === 'N', definition };
  });
  return entries;
}

/** `1.28`, `v1.28.15` or `1.28+` -> 28. */
function minorOf(version: string): number | undefined {
  const [, minor] = /^v?1\.(\d+)(?:\.\d+)?(?:[+-].*)?$/.exec(version) ?? [];
  return minor === undefined ? undefined : Number(minor);
}

/**
 * What the kinds of one Kubernetes version look like.
 *
 * There are shapes of the versions in `Shapes.versions`. Any other version uses the shapes of the nearest lower one: what
 * passes there has not been removed since, short of an API that was retired in between. Versions below the lowest are refused.
 */
export class Shapes {
  /** The versions there are shapes of, lowest first. */
  static readonly versions: readonly string[] = VERSIONS;

  /**
   * The shapes for a target such as `1.28`, `v1.31.2` or `1.35`.
   *
   * @param own custom kinds of the user's, which count more than those of the library
   */
  static for(kubernetesVersion: string, own: readonly CustomKind[] = []): Shapes {
    // A number comes from a program in plain JavaScript, where 1.30 is 1.3.
    const minor = typeof kubernetesVersion === 'string' ? minorOf(kubernetesVersion) : undefined;
    const index = minor === undefined ? -1 : VERSIONS.filter((version) => minorOf(version)! <= minor).length - 1;
    if (index < 0) throw new LabError([unsupported(kubernetesVersion)]);
    const make = () => new Shapes(minor!, index, own);
    return own.length === 0 ? ensure(instances, minor!, make) : make();
  }

  /** The versions whose struct of that name has a field. */
  static versionsWithField(struct: string, field: string): string[] {
    return VERSIONS.filter((version) => {
      const shapes = Shapes.for(version);
      return shapes.textOf(struct) !== undefined && shapes.struct(struct).types.has(field);
    });
  }

  private readonly structs = new Map<string, Struct>();
  private readonly kinds = new Map<string, Map<string, Kind>>();
  /** Groups whose custom kinds are among the kinds. */
  private readonly loaded = new Set<string>();

  private constructor(
    /** The minor version of the target: 31 for 1.31. */
    readonly minor: number,
    private readonly index: number,
    own: readonly CustomKind[],
  ) {
    const bit = 1 << index;
    for (const entry of kindEntries()) {
      if (entry.mask & bit) this.add({ ...entry, custom: false, struct: this.struct(entry.definition) });
    }
    // The library's of the same groups first: they must not come later, and replace these.
    for (const { apiVersion } of own) this.load(groupOf(apiVersion));
    for (const custom of own) this.addCustom(custom);
  }

  /** The version whose shapes these are. */
  get version(): string {
    return VERSIONS[this.index];
  }

  /** The kind, if this version has it or the library knows its CustomResourceDefinition. */
  kind(apiVersion: string, kind: string): Kind | undefined {
    return this.kindsIn(apiVersion)?.get(kind) ?? this.broughtSince(apiVersion, kind);
  }

  /** The kind as the next version of shapes has it, where it is known that the target has it, too. */
  private broughtSince(apiVersion: string, kind: string): Kind | undefined {
    const first = SINCE.get(`${apiVersion} ${kind}`);
    const upper = VERSIONS[this.index + 1];
    return first !== undefined && first <= this.minor && upper ? Shapes.for(upper).kind(apiVersion, kind) : undefined;
  }

  /** The API versions in which this version has a kind, of one group or of any. */
  apiVersionsOf(group: string | undefined, kind: string): string[] {
    for (const one of group === undefined ? CUSTOM_GROUPS : [group]) this.load(one);
    return [...this.kinds]
      .filter(([api, kinds]) => (group === undefined || groupOf(api) === group) && kinds.has(kind))
      .map(([api]) => api);
  }

  /** The target lies between two versions, and the upper one has it: then nobody here can say. */
  mayHave(versions: readonly string[]): boolean {
    const upper = VERSIONS[this.index + 1];
    return minorOf(this.version) !== this.minor && upper !== undefined && versions.includes(upper);
  }

  /** The kinds of an API version, for a hint. */
  kindsOf(apiVersion: string): string[] {
    return [...(this.kindsIn(apiVersion)?.keys() ?? [])];
  }

  /** A struct by the name that the API's own document gives it, as `core.v1.PodSpec`. */
  struct(name: string): Struct {
    let struct = this.structs.get(name);
    if (!struct) {
      struct = new Struct(name, () => {
        const text = this.textOf(name);
        if (text === undefined) throw new Error(`no definition ${name} in ${this.version}`);
        return new CompactReader(text, (other) => this.struct(other)).fields();
      });
      this.structs.set(name, struct);
    }
    return struct;
  }

  private kindsIn(apiVersion: string): ReadonlyMap<string, Kind> | undefined {
    const kinds = this.kinds.get(apiVersion);
    if (kinds) return kinds;
    this.load(groupOf(apiVersion));
    return this.kinds.get(apiVersion);
  }

  /** The custom kinds of a group come when somebody asks for one of them. */
  private load(group: string): void {
    if (this.loaded.has(group)) return;
    this.loaded.add(group);
    for (const custom of customKindsOf(group)) this.addCustom(custom);
  }

  private add(kind: Kind): void {
    ensure(this.kinds, kind.apiVersion, newMap<string, Kind>).set(kind.kind, kind);
  }

  private addCustom(custom: CustomKind): void {
    const struct = new Struct('', () => {
      const { types, required, open } = custom.type((name) => this.struct(name)).struct!;
      return { types, required, open };
    });
    const { apiVersion, kind, plural, namespaced } = custom;
    this.add({ apiVersion, kind, plural, namespaced, custom: true, struct });
  }

  /** Looked for in the whole text: of a thousand definitions a program asks for dozens. */
  private textOf(name: string): string | undefined {
    const heading = ` ${name} `;
    for (let at = DEFINITIONS.indexOf(heading); at >= 0; at = DEFINITIONS.indexOf(heading, at + 1)) {
      const mask = Number(DEFINITIONS.slice(DEFINITIONS.lastIndexOf('\n', at) + 1, at));
      if (mask & (1 << this.index)) return DEFINITIONS.slice(at + heading.length, DEFINITIONS.indexOf('\n', at));
    }
    return undefined;
  }
}

/**
 * Kinds that the library makes and that came between two versions of the shapes, by the first minor version that has them. Source:
 * CHANGELOG-1.30 of Kubernetes.
 */
const SINCE: ReadonlyMap<string, number> = new Map([
  ['admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy', 30],
  ['admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding', 30],
]);

const instances = new Map<number, Shapes>();

/** The versions that have a kind, for the message about an API that the target does not have. */
export function versionsWith(apiVersion: string, kind: string): string[] {
  const entry = kindEntries().find((candidate) => candidate.apiVersion === apiVersion && candidate.kind === kind);
  return VERSIONS.filter((_, index) => entry && entry.mask & (1 << index));
}

/** Is the group one of Kubernetes itself, so that a kind which is not in the shapes does not exist? */
export function isBuiltInGroup(group: string): boolean {
  builtInGroups ??= new Set(kindEntries().map(({ apiVersion }) => groupOf(apiVersion)));
  // A CustomResourceDefinition's group has a dot; one without is Kubernetes' own, perhaps of another time (extensions).
  return builtInGroups.has(group) || !group.includes('.');
}
let builtInGroups: Set<string> | undefined;

const NEWEST = VERSIONS[VERSIONS.length - 1];

/** Codes are the app's: it is the app that has a target. */
const unsupported = (version: unknown): Finding => ({
  level: FindingLevel.ERROR,
  code: 'GPULAB1011',
  message: `${quoted(version)} is no Kubernetes version that can be checked; ${VERSIONS[0]} and later are`,
  key: 'kubernetesVersion',
  hint:
    typeof version === 'number'
      ? 'put it in quotes: as a number, 1.30 is 1.3'
      : `set kubernetesVersion to the version of the cluster, as "${VERSIONS[0]}"`,
});

/** A warning about a target that is newer than all shapes. */
export function newerThanKnown(kubernetesVersion: string): Finding | undefined {
  const minor = typeof kubernetesVersion === 'string' ? minorOf(kubernetesVersion) : undefined;
  if (minor === undefined || minor <= minorOf(NEWEST)!) return undefined;
  return {
    level: FindingLevel.WARNING,
    code: 'GPULAB1012',
    message: `Kubernetes ${kubernetesVersion} is newer than the newest that is known here, ${NEWEST}, which objects are checked against`,
    key: 'kubernetesVersion',
    hint: `set kubernetesVersion to "${NEWEST}", or acknowledge the warning`,
  };
}
