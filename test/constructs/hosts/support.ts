import { LabApp } from '../../../constructs/app';
import { HostFiles } from '../../../constructs/hosts';
import type { HostManifest } from '../../../constructs/hosts/private/manifest';
import { inFolder, textsIn } from '../../support/folder';

/** A host that parts can be added to. */
export function host(fill: (files: HostFiles) => void = () => {}, name = 'gpu-1') {
  const app = new LabApp();
  const files = new HostFiles(app, name);
  fill(files);
  return { app, files };
}

/** What is wrong, as `CODE key: message`. */
export const told = (fill: (files: HostFiles) => void): string[] =>
  host(fill)
    .app.check()
    .map(({ code, key, message }) => `${code} ${key}: ${message}`);

/** All files of the output of an app, by name. */
export const outputOf = (app: LabApp): { readonly [name: string]: string } =>
  inFolder((folder) => {
    app._synthesize({ outdir: folder });
    return textsIn(folder);
  });

/** What comes out for one host: its manifest, and texts by path. */
export function written(fill: (files: HostFiles) => void) {
  const files = outputOf(host(fill).app);
  const manifest: HostManifest = JSON.parse(files['hosts/gpu-1/host.json']);
  const text = (path: string): string => files[`hosts/gpu-1/files${path}`];
  return { manifest, text, json: files['hosts/gpu-1/host.json'], files };
}
