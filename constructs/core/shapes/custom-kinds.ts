import { dataText } from '../../data-text';
import { ensure } from '../private/ensure';
import { CompactReader } from './compact';
import { CUSTOM_GROUPS } from './data/groups';
import { Struct, type Type } from './type';

/** A custom kind, as its CustomResourceDefinition declares it. */
export interface CustomKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  /** Status is a resource of its own, so writing it with the object has no effect. */
  readonly hasStatus: boolean;
  /** Its shape. What it takes from Kubernetes itself (`meta.v1.ObjectMeta`) is resolved by the caller. */
  type(builtIn: (name: string) => Struct): Type;
}

/** `# ...`: where the text is from. */
const isComment = (line: string): boolean => line.startsWith('#');

/** `&3 (...)`: a struct that several kinds of the group have. */
const isShared = (line: string): boolean => line.startsWith('&');

function kindOf(line: string, shared: ReadonlyMap<string, string>): CustomKind {
  const [apiVersion, kind, plural, flags, text] = line.split(' ');
  const type = (builtIn: (name: string) => Struct): Type => {
    const structs = new Map<string, Struct>();
    const resolve = (reference: string): Struct => {
      const sharedText = shared.get(reference);
      if (sharedText === undefined) return builtIn(reference);
      let struct = structs.get(reference);
      if (!struct) {
        struct = new Struct('', () => new CompactReader(sharedText.slice(1), resolve).fields());
        structs.set(reference, struct);
      }
      return struct;
    };
    return new CompactReader(text, resolve).type();
  };
  return { apiVersion, kind, plural, namespaced: flags.startsWith('N'), hasStatus: flags.endsWith('s'), type };
}

/** What a line looks like; what its brackets hold is read when somebody looks. */
const LINE = /^(?:#.*|&\d+ \(.*\)|[a-z0-9.-]+\/[a-z0-9-]+ [\w-]+ [a-z0-9-]+ [NC]s? \(.*\))?$/;

/** The first line that is none of such a text. */
export const strangeLine = (text: string): string | undefined => text.split('\n').find((line) => !LINE.test(line));

/** The custom kinds of one API group's text. */
export function readCustomKinds(text: string): CustomKind[] {
  const lines = text.split('\n').filter((line) => line !== '' && !isComment(line));
  const shared = new Map(lines.filter(isShared).map((line) => line.split(' ') as [string, string]));
  return lines.filter((line) => !isShared(line)).map((line) => kindOf(line, shared));
}

const known = new Map<string, readonly CustomKind[]>();

/** The custom kinds of an API group that the library knows by itself. Reads the group's file at the first call, so ask for no group in vain. */
export function customKindsOf(group: string): readonly CustomKind[] {
  return ensure(known, group, () =>
    CUSTOM_GROUPS.includes(group) ? readCustomKinds(dataText(`core/shapes/data/${group}.txt`)) : [],
  );
}
