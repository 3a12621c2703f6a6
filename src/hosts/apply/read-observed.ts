import type { ObservedHost, ObservedPath, ObservedUnit } from './observed-host';

/** Types of files in the mode that the kernel gives (inode(7)). */
const TYPE_MASK = 0o170000;
const KINDS = new Map<number, ObservedPath['kind']>([
  [0o100000, 'file'],
  [0o040000, 'directory'],
  [0o120000, 'link'],
]);
const RIGHTS_MASK = 0o7777;

type Facts = { -readonly [name in keyof ObservedHost]: ObservedHost[name] } & {
  readonly packages: Set<string>;
  readonly modules: Set<string>;
  readonly sysctls: Map<string, string>;
  readonly paths: Map<string, ObservedPath>;
  readonly units: Map<string, ObservedUnit>;
  readonly pending: string[];
};

/** One reader for each first word of a line. */
const READERS: { readonly [word: string]: (facts: Facts, rest: string) => void } = {
  user: (facts, id) => {
    facts.isRoot = id === '0';
  },
  systemd: (facts) => {
    facts.hasSystemd = true;
  },
  dpkg: (facts) => {
    facts.hasDpkg = true;
  },
  package: ({ packages }, rest) => {
    const [status, name] = rest.split(' ');
    if (status === 'installed') packages.add(name);
  },
  module: ({ modules }, name) => modules.add(name),
  sysctl: ({ sysctls }, rest) => {
    const [key, value] = parted(rest);
    sysctls.set(key, words(value));
  },
  swap: (facts, word) => {
    facts.swap = { ...facts.swap, ...(word === 'on' ? { isOn: true } : { isMasked: true }) };
  },
  path: ({ paths }, rest) => {
    const [raw, owner, group, path] = /^(\S+) (\S+) (\S+) (.*)$/.exec(rest)?.slice(1) ?? [];
    const bits = Number.parseInt(raw, 16);
    const kind = KINDS.get(bits & TYPE_MASK) ?? 'other';
    paths.set(path, { kind, mode: (bits & RIGHTS_MASK).toString(8).padStart(4, '0'), owner, group });
  },
  digest: ({ paths }, rest) => {
    const [digest, path] = [rest.slice(0, 64), rest.slice(66)];
    const known = paths.get(path);
    if (known?.kind === 'file') paths.set(path, { ...known, digest });
  },
  pending: ({ pending }, what) => pending.push(what),
};

/** Reads what an observing program said; undefined where it was cut off. */
export function readObserved(stdout: string): ObservedHost | undefined {
  const facts: Facts = {
    isRoot: false,
    hasSystemd: false,
    hasDpkg: false,
    packages: new Set(),
    modules: new Set(),
    sysctls: new Map(),
    swap: { isOn: false, isMasked: false },
    paths: new Map(),
    units: new Map(),
    pending: [],
  };
  const lines = stdout.split('\n');
  if (lines.at(-2) !== 'end') return undefined;
  for (const line of lines) {
    const [word, rest] = parted(line);
    if (Object.hasOwn(READERS, word)) READERS[word](facts, rest);
  }
  for (const block of unitBlocks(lines)) facts.units.set(block.Id, unitOf(block));
  return facts;
}

/** A value as text with single blanks: the kernel aligns lists with tabs. */
export const words = (text: string): string => text.trim().split(/\s+/).join(' ');

function parted(line: string): [string, string] {
  const at = line.indexOf(' ');
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
}

type Block = { [property: string]: string };

/** `systemctl show` gives a block of `Name=value` for each unit, and an empty line between two. */
function unitBlocks(lines: readonly string[]): Block[] {
  const text = lines
    .filter((line) => /^unit(?: |$)/.test(line))
    .map((line) => line.slice('unit '.length))
    .join('\n');
  return text
    .split(/\n{2,}/)
    .filter((block) => block.trim() !== '')
    .map((block) => Object.fromEntries(block.split('\n').map((line) => line.split(/=(.*)/s, 2))));
}

const unitOf = ({ LoadState, ActiveState, UnitFileState, NeedDaemonReload }: Block): ObservedUnit => ({
  load: LoadState ?? '',
  active: ActiveState ?? '',
  file: UnitFileState ?? '',
  isStale: NeedDaemonReload === 'yes',
});
