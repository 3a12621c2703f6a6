import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from 'cdk8s-gpulab';
import { commandError, FindingsError } from '../../cli/finding';
import { readArchive } from './archive';

/** Deeper folders are a circle of links. */
const DEEPEST = 20;
const MOST_FILES = 20_000;

/** What is read of a chart; all else may be as large as it likes. */
const READ =
  /(?:^|\/)(?:Chart\.yaml|values\.yaml|values\.schema\.json|template-keys\.txt|templates\/.*|charts\/[^/]+\.tgz)$/;

/** The files of one chart that say something about its values. */
export class ChartFiles {
  /** Of a folder or a .tgz. @param shown what messages call it */
  static at(path: string): ChartFiles {
    try {
      if (statSync(path).isDirectory()) return new ChartFiles(folderFiles(path), (file) => join(path, file));
      return ChartFiles.ofArchive(readFileSync(path), (file) => `${path}:${file}`);
    } catch (error) {
      if (error instanceof FindingsError) throw error;
      throw new FindingsError([unreadable(path, error as NodeJS.ErrnoException)]);
    }
  }

  private static ofArchive(bytes: Buffer, shown: (file: string) => string): ChartFiles {
    const files = new Map<string, Buffer>();
    // Everything in an archive is below one folder, which has the name of the chart.
    for (const [path, content] of readArchive(bytes)) files.set(path.replace(/^(?:\.\/)?[^/]*\//, ''), content);
    return new ChartFiles(files, shown);
  }

  private constructor(
    private readonly files: ReadonlyMap<string, Buffer>,
    private readonly shown: (file: string) => string,
  ) {}

  /** What messages call a file. */
  nameOf(file: string): string {
    return this.shown(file);
  }

  /** The text of a file; undefined when there is none. */
  text(file: string): string | undefined {
    return this.files.get(file)?.toString('utf8');
  }

  /** Texts of the chart's own templates, in the order of their names. */
  templates(): string[] {
    const names = [...this.files.keys()].filter((name) => /^templates\/.*\.(?:ya?ml|tpl|txt|json)$/.test(name));
    return names.sort().map((name) => this.text(name)!);
  }

  /** Charts in the folder `charts`, unpacked or packed, by the name of their folder or file. */
  subcharts(): ChartFiles[] {
    const folders = new Set<string>();
    const charts: ChartFiles[] = [];
    for (const name of [...this.files.keys()].sort()) {
      const [, folder] = /^charts\/([^/]+)\/Chart\.yaml$/.exec(name) ?? [];
      if (folder !== undefined) folders.add(folder);
      else if (/^charts\/[^/]+\.tgz$/.test(name))
        charts.push(ChartFiles.ofArchive(this.files.get(name)!, (file) => `${this.shown(name)}:${file}`));
    }
    return [...[...folders].map((folder) => this.below(`charts/${folder}/`)), ...charts];
  }

  private below(prefix: string): ChartFiles {
    const inside = [...this.files].filter(([name]) => name.startsWith(prefix));
    const files = new Map(inside.map(([name, content]) => [name.slice(prefix.length), content]));
    return new ChartFiles(files, (file) => this.shown(prefix + file));
  }
}

function folderFiles(root: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const visit = (folder: string, depth: number): void => {
    for (const name of readdirSync(join(root, folder)).sort()) {
      if (name.startsWith('.')) continue;
      const path = folder === '' ? name : `${folder}/${name}`;
      // Subcharts can be links to folders beside the chart.
      const stat = statSync(join(root, path), { throwIfNoEntry: false });
      if (stat?.isDirectory()) {
        if (depth === DEEPEST) throw new Error(`${path} is nested too deeply`);
        visit(path, depth + 1);
      } else if (stat?.isFile() && READ.test(path)) files.set(path, readFileSync(join(root, path)));
      if (files.size > MOST_FILES) throw new Error(`it has more than ${MOST_FILES} files`);
    }
  };
  visit('', 0);
  return files;
}

function unreadable(path: string, error: NodeJS.ErrnoException): Finding {
  const why = error.code === 'ENOENT' ? 'there is no such file or folder' : error.message;
  const hint = 'give the folder of a chart, or the .tgz that `helm pull` brings';
  return commandError('GPULAB4311', `${path} cannot be read as a chart: ${why}`, { file: path, hint });
}
