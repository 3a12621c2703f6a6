/** Lines that were moved to the left, so that places can be told in the text as it was. */
export interface Shift {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly columns: number;
}

const HOSTS = /^ *hosts:\s*(?:#.*)?$/;
const ROLE_GROUPS = /^( +)roleGroups:\s*(?:#.*)?$/;

const indentOf = (line: string): number => line.length - line.trimStart().length;

/**
 * The fault of the guides' sample: `roleGroups` stands in the column of the list items below `hosts`, which is no YAML. Moved to the
 * column of `hosts`, with all that is below it, it is what was meant. Undefined where the text does not have this fault.
 */
export function unnestRoleGroups(text: string): { readonly text: string; readonly shift: Shift } | undefined {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => ROLE_GROUPS.test(line));
  if (at < 0) return undefined;
  const indent = indentOf(lines[at]);
  let hosts = at - 1;
  while (hosts >= 0 && !HOSTS.test(lines[hosts])) hosts--;
  if (hosts < 0) return undefined;
  const isItem = (line: string) => indentOf(line) === indent && line.trimStart().startsWith('- ');
  if (!lines.slice(hosts + 1, at).some(isItem)) return undefined;
  const columns = indent - indentOf(lines[hosts]);
  if (columns <= 0) return undefined;
  let last = at;
  while (last + 1 < lines.length && (lines[last + 1].trim() === '' || indentOf(lines[last + 1]) >= indent)) last++;
  const moved = lines.map((line, index) =>
    index >= at && index <= last ? line.slice(Math.min(columns, indentOf(line))) : line,
  );
  return { text: moved.join('\n'), shift: { firstLine: at + 1, lastLine: last + 1, columns } };
}
