import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabApp } from '../../../constructs/app';
import { walk } from '../../../constructs/core/private/tree';
import { ComputeProviderStack, type ComputeProviderStackProps, ProviderVersion } from '../../../constructs/provider';
import type { UpstreamRelease } from '../../../constructs/upstream';
import { inFolder } from '../../support/folder';

export const WALLET = '0xAbCdEf0123456789aBcDeF0123456789abcdef01';

/** The first guide's provider. */
export const V0_3 = { version: ProviderVersion.V0_3_0, domain: 'example.com' } satisfies ComputeProviderStackProps;

/** The newest known. */
export const V1_1 = { version: ProviderVersion.V1_1_5, domain: 'example.com' } satisfies ComputeProviderStackProps;

export interface Made {
  readonly app: LabApp;
  readonly stack: ComputeProviderStack;
}

/** An app with one stack, on a Kubernetes that has every kind of the stack. */
export function provider(props: Partial<ComputeProviderStackProps> = {}, kubernetesVersion = '1.35'): Made {
  const app = new LabApp({ kubernetesVersion });
  return { app, stack: new ComputeProviderStack(app, 'provider', { ...V0_3, ...props }) };
}

/** What is wrong, as `CODE key`. Ingress-nginx is retired, which is no news of a test. */
export const codesOf = (props: Partial<ComputeProviderStackProps>): string[] =>
  provider(props)
    .app.check()
    .filter(({ code }) => code !== 'GPULAB2422')
    .map(({ code, key }) => `${code} ${key}`);

/** Every object of the stack's own charts. */
export const objectsOf = ({ app }: Made): any[] => walk(app).charts.flatMap((chart) => (chart as any).toJson());

/** The only object of a kind and name. */
export function objectOf(made: Made, kind: string, name: string): any {
  const found = objectsOf(made).filter((one) => one.kind === kind && one.metadata.name === name);
  if (found.length !== 1) throw new Error(`${found.length} objects are ${kind} ${name}`);
  return found[0];
}

/** The release of a chart. */
export const releaseOf = ({ app }: Made, chart: string): UpstreamRelease =>
  walk(app).releases.find(({ _source }) => _source.name === chart) as UpstreamRelease;

/** Writes the output; gives texts by name. */
export const outputOf = ({ app }: Made): { [name: string]: string } =>
  inFolder((folder) => {
    app._synthesize({ outdir: folder });
    const names = readFileSync(join(folder, 'apply-order.txt'), 'utf8').trimEnd().split('\n');
    const files = names.map((name) => name.replace(/^# /, ''));
    return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  });
