import { CHANGE_KINDS, type Change, type ChangeKind } from './change';
import { unitsOf } from './observe-program';
import type { ObservedHost, ObservedPath, ObservedUnit } from './observed-host';
import { SWAP_MASK } from './program';
import { words } from './read-observed';
import type { WantedFile, WantedHost } from './wanted-host';

/** Below these folders lie units and drop-ins, which systemd reads at a daemon-reload only. */
const UNIT_FOLDER = /^\/(?:etc|usr\/lib|lib)\/systemd\/system\//;
/** States of a unit's file that need no `enable`, or cannot have one. */
const ENABLED = new Set(['enabled', 'static', 'alias', 'indirect', 'generated']);
const RUNNING = new Set(['active', 'reloading']);

/** What is to be done so that a machine has what is wanted, in this order. Nothing where it has. */
export function differences(wanted: WantedHost, observed: ObservedHost): Change[] {
  const files = wanted.files.flatMap((file) => fileChange(file, observed.paths.get(file.path)));
  const before = [
    ...missing('package', wanted.packages, observed.packages, 'is not installed'),
    ...missing('module', wanted.modules, observed.modules, 'is not loaded'),
    ...wanted.directories.flatMap((directory) => directoryChange(directory, observed.paths.get(directory.path))),
    ...files,
    ...wanted.absent.filter((path) => observed.paths.has(path)).map((path) => change('absent', path, 'is there')),
    ...Object.entries(wanted.sysctls).flatMap(([key, value]) => sysctlChange(key, value, observed.sysctls.get(key))),
    ...swapChange(wanted, observed),
  ];
  const reload = daemonReload(wanted, observed, before);
  const all = [...before, ...reload, ...unitChanges(wanted, observed, files)];
  return all.sort((a, b) => CHANGE_KINDS.indexOf(a.kind) - CHANGE_KINDS.indexOf(b.kind));
}

const change = (kind: ChangeKind, subject: string, reason: string): Change => ({ kind, subject, reason });

const missing = (kind: ChangeKind, names: readonly string[], there: ReadonlySet<string>, reason: string): Change[] =>
  names.filter((name) => !there.has(name)).map((name) => change(kind, name, reason));

type Rights = Pick<ObservedPath, 'mode' | 'owner' | 'group'>;

function fileChange(file: WantedFile, found: ObservedPath | undefined): Change[] {
  if (!found) return [change('file', file.path, 'is not there')];
  if (found.kind !== 'file') return [change('file', file.path, `is a ${found.kind}, not a file`)];
  if (found.digest !== file.digest) return [change('file', file.path, 'has another text')];
  return rightsChange('rights', file.path, file, found);
}

function directoryChange(wanted: Rights & { readonly path: string }, found: ObservedPath | undefined): Change[] {
  if (!found) return [change('directory', wanted.path, 'is not there')];
  if (found.kind !== 'directory') return [change('directory', wanted.path, `is a ${found.kind}, not a directory`)];
  return rightsChange('directory', wanted.path, wanted, found);
}

function rightsChange(kind: ChangeKind, path: string, wanted: Rights, found: Rights): Change[] {
  const reasons = (['mode', 'owner', 'group'] as const)
    .filter((what) => wanted[what] !== found[what])
    .map((what) => `is of ${what} ${found[what]}, not ${wanted[what]}`);
  return reasons.length === 0 ? [] : [change(kind, path, reasons.join(', '))];
}

function sysctlChange(key: string, value: string, found: string | undefined): Change[] {
  if (found === words(value)) return [];
  return [change('sysctl', key, found === undefined ? 'is not known to the kernel yet' : `is ${found}, not ${value}`)];
}

function swapChange({ swapOff }: WantedHost, { swap }: ObservedHost): Change[] {
  if (!swapOff || (!swap.isOn && swap.isMasked)) return [];
  return [change('swap', '', swap.isOn ? 'is on' : 'would be on after a start')];
}

function daemonReload(wanted: WantedHost, { units, pending }: ObservedHost, before: readonly Change[]): Change[] {
  const touched = before.find(
    ({ kind, subject }) => ['file', 'absent'].includes(kind) && UNIT_FOLDER.test(subject),
  )?.subject;
  const masked = before.some(({ kind }) => kind === 'swap') ? SWAP_MASK : undefined;
  const stale = unitsOf(wanted).find((name) => units.get(name)?.isStale);
  const cause = touched ?? masked ?? stale;
  if (cause !== undefined) return [change('daemon-reload', '', `${cause} changed`)];
  return pending.includes('daemon-reload') ? [change('daemon-reload', '', 'was cut off')] : [];
}

const ABSENT_UNIT: ObservedUnit = { load: 'not-found', active: 'inactive', file: '', isStale: false };

function unitChanges(wanted: WantedHost, observed: ObservedHost, files: readonly Change[]): Change[] {
  const texts = new Set(files.filter(({ kind }) => kind === 'file').map(({ subject }) => subject));
  return unitsOf(wanted).flatMap((name) => {
    const declared = wanted.units.find((unit) => unit.name === name);
    const found = observed.units.get(name) ?? ABSENT_UNIT;
    const runs = RUNNING.has(found.active);
    const enabling = declared ? enablingChange(name, declared.enabled, found) : [];
    if (declared?.running === false) return [...enabling, ...(runs ? [change('stop', name, 'runs')] : [])];
    const again = againChange(name, wanted.files, texts, observed.pending);
    // A unit that nobody wants to run is not started by a new file: it reads it when it starts.
    if (again && runs) return [...enabling, again];
    // Not `start`: installing its package may have started it with other files.
    if (again && declared) return [...enabling, { ...again, kind: 'restart' }];
    return [...enabling, ...(declared && !runs ? [change('start', name, `is ${found.active || 'not there'}`)] : [])];
  });
}

function enablingChange(name: string, enabled: boolean, { file }: ObservedUnit): Change[] {
  if (enabled) return ENABLED.has(file) ? [] : [change('enable', name, `is ${file || 'not there'}`)];
  return file.startsWith('enabled') ? [change('disable', name, `is ${file}`)] : [];
}

/** A restart reads what a reload would. */
function againChange(
  name: string,
  files: readonly WantedFile[],
  changed: ReadonlySet<string>,
  pending: readonly string[],
): Change | undefined {
  for (const kind of ['restart', 'reload'] as const) {
    const cause = files.find((file) => changed.has(file.path) && file[kind].includes(name));
    if (cause) return change(kind, name, `${cause.path} changed`);
    if (pending.includes(`${kind} ${name}`)) return change(kind, name, `a ${kind} was cut off`);
  }
  return undefined;
}
