import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { HELM_MAJORS, type HelmMajor, helmBinary } from './binaries';
import { HelmTemplates } from './helm-templates';
import { type Output, runTool } from './tool';

/** A version of Helm, as tests see it. */
export interface TestHelm {
  readonly major: HelmMajor;
  /** The command. Without a kubeconfig it knows of no cluster. */
  run(args: readonly string[], kubeconfig?: string): Promise<Output>;
  /** `helm template` without a process for each chart. */
  template: HelmTemplates['template'];
}

/** Says the same of every version. */
export function describeHelms(title: string, tell: (helm: TestHelm) => void): void {
  describe.each(HELM_MAJORS)(`${title} (Helm %s)`, (major) => {
    // Nobody's plugins and repositories.
    const home = mkdtempSync(join(tmpdir(), 'gpulab-helm-'));
    let templates: HelmTemplates;
    beforeAll(() => {
      templates = new HelmTemplates(major);
    });
    afterAll(() => {
      templates.close();
      rmSync(home, { recursive: true, force: true });
    });
    tell({
      major,
      run: (args, kubeconfig) => runTool(helmBinary(major), args, { env: { HOME: home, KUBECONFIG: kubeconfig } }),
      template: (request) => templates.template(request),
    });
  });
}
