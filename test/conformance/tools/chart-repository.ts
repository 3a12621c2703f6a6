import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { TestHelm } from './helm';

/** Files of a chart: text by path. */
export type ChartFiles = { readonly [path: string]: string };

/** A repository of charts that a test has made, on loopback. */
export class ChartRepository {
  private readonly home = mkdtempSync(join(tmpdir(), 'gpulab-charts-'));
  /** Charts as folders. */
  public readonly sources = join(this.home, 'sources');
  /** Charts as packages, with the index of the repository. */
  public readonly packages = join(this.home, 'packages');
  private server: Server | undefined;

  private constructor() {}

  public static async of(helm: TestHelm, charts: { readonly [name: string]: ChartFiles }): Promise<ChartRepository> {
    const repository = new ChartRepository();
    mkdirSync(repository.packages, { recursive: true });
    for (const [name, files] of Object.entries(charts)) {
      for (const [path, text] of Object.entries(files)) {
        const file = join(repository.sources, name, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
      await mustRun(helm, 'package', join(repository.sources, name), '--destination', repository.packages);
    }
    await mustRun(helm, 'repo', 'index', repository.packages);
    await repository.serve();
    return repository;
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server!.address() as AddressInfo).port}`;
  }

  public close(): void {
    this.server?.close();
    rmSync(this.home, { recursive: true, force: true });
  }

  private serve(): Promise<void> {
    this.server = createServer(({ url = '' }, response) => {
      try {
        response.end(readFileSync(join(this.packages, basename(url))));
      } catch {
        response.writeHead(404).end();
      }
    });
    return new Promise((resolve) => this.server!.listen(0, '127.0.0.1', resolve));
  }
}

async function mustRun(helm: TestHelm, ...args: string[]): Promise<void> {
  const { status, stderr } = await helm.run(args);
  if (status !== 0) throw new Error(`helm ${args[0]}: ${stderr}`);
}
