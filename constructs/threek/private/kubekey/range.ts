/** What became of an entry of a role group. */
export type Expansion =
  | { readonly names: readonly string[] }
  | { readonly code: string; readonly problem: string; readonly hint?: string };

/** Everything that looks as if a range was meant. */
const BRACKET = /[[\]]/;

const RANGE = /^([^[\]]*)\[(\d+):(\d+)\](.*)$/;

/** More hosts than that no file has; a range of a billion would fill the memory instead. */
const MOST = 10_000;

/**
 * Hosts that an entry means: itself, or those of a range. `master[1:3]` is master1, master2 and master3: both ends count. What
 * KubeKey does in silence with other forms is an error here (facts: threek.md 1.4).
 */
export function expand(entry: string): Expansion {
  if (!BRACKET.test(entry)) return { names: [entry] };
  const [whole, prefix, first, last, rest] = RANGE.exec(entry) ?? [];
  if (whole === undefined) {
    const hint = /\[\d+-\d+\]/.test(entry)
      ? `write ${entry.replace(/\[(\d+)-(\d+)\]/, '[$1:$2]')}`
      : 'write a range as worker[1:3]';
    return { code: 'GPULAB2810', problem: `is no range: kk would crash, or take it for a name`, hint };
  }
  if (rest !== '') {
    const problem = `has ${JSON.stringify(rest)} behind the range, which kk drops: it would mean ${prefix}${Number(first)}`;
    return { code: 'GPULAB2810', problem, hint: 'name such hosts one by one' };
  }
  if (isPadded(first) || isPadded(last)) {
    const problem = `has zeros in front, which kk drops: it would mean ${prefix}${Number(first)}`;
    return { code: 'GPULAB2810', problem, hint: 'name such hosts one by one' };
  }
  const [from, to] = [Number(first), Number(last)];
  if (from > to) {
    const problem = 'begins behind its end: kk makes nothing of it';
    return { code: 'GPULAB2810', problem, hint: `write ${prefix}[${last}:${first}]` };
  }
  if (to - from >= MOST)
    return { code: 'GPULAB2810', problem: `means ${to - from + 1} hosts; at most ${MOST} make sense` };
  return { names: Array.from({ length: to - from + 1 }, (_, index) => `${prefix}${from + index}`) };
}

const isPadded = (digits: string): boolean => digits.length > 1 && digits.startsWith('0');
