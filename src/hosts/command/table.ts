/** A host, what became of it, and details, a line each. */
export interface Row {
  readonly host: string;
  readonly state: string;
  readonly details: readonly string[];
}

/** Rows for a person. */
export function tableOf(rows: readonly Row[]): string {
  const width = Math.max(4, ...rows.map(({ host }) => host.length));
  return rows
    .flatMap(({ host, state, details }) => [
      `${host.padEnd(width)}  ${state}`,
      ...details.map((detail) => `${' '.repeat(width)}    ${detail}`),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

/** How many hosts there are in each state, in the order in which states are met. */
export function countsOf(rows: readonly Row[]): { [state: string]: number } {
  const counts: { [state: string]: number } = {};
  for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** The end of a table. */
export const countsText = (rows: readonly Row[]): string =>
  `${Object.entries(countsOf(rows))
    .map(([state, count]) => `${count} ${state}`)
    .join(', ')}\n`;
