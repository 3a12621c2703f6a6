import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ChartSource } from '../../../../core/releases/release';

/** A chart that lies on this machine: a folder, or a package as `helm pull` leaves it. */
export interface FoundChart {
  readonly path: string;

  /** Name and content of every file, for a hash. */
  files(): Iterable<readonly [name: string, content: Buffer]>;
}

/** Looks for the package of the version first, which says what it is by its name. */
export function findChart(charts: string, { name, version }: ChartSource): FoundChart | undefined {
  const archive = join(charts, `${name}-${version}.tgz`);
  if (existsSync(archive)) return { path: archive, files: () => [['', readFileSync(archive)]] };
  const folder = join(charts, name);
  const isChart = statSync(folder, { throwIfNoEntry: false })?.isDirectory();
  return isChart ? { path: folder, files: () => filesBelow(folder) } : undefined;
}

function* filesBelow(folder: string): Iterable<readonly [string, Buffer]> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  for (const name of names) {
    const file = join(folder, name);
    if (statSync(file, { throwIfNoEntry: false })?.isFile()) yield [name, readFileSync(file)];
  }
}
