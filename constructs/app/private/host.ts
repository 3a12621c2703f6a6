import type { LabApp } from '../lab-app';

/**
 * The command that runs a program in its own process and wants the tree instead of files. A global symbol, because the
 * program is bundled with a copy of this library of its own.
 */
const HOST = Symbol.for('cdk8s-gpulab.host');

export function hostOf(): ((app: LabApp) => void) | undefined {
  return (globalThis as any)[HOST];
}
