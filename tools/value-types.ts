import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { readKeyTree } from '../constructs/upstream/private/key-tree';
import { classNameOf } from '../src/generate/chart/module-text';
import { valuesInterface } from '../src/generate/chart/values-interface';

/**
 * Types of the values of charts that the library knows, made of its data: `cdk8s-gpulab/values/gpu-operator` and so on, which only
 * the compiler of TypeScript reads. No part of what jsii sees: they would be the largest part of the library, in every language.
 */
export function writeValueTypes(root: string): void {
  const [data, folder] = ['constructs/upstream/data', 'constructs/values'].map((path) => join(root, path));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const { name } of readdirSync(data).map((file) => parse(file))) {
    const { root: keys } = readKeyTree(readFileSync(join(data, `${name}.txt`), 'utf8'));
    const text = valuesInterface(`${classNameOf(name)}Values`, keys);
    writeFileSync(join(folder, `${name}.d.ts`), `/** Values of the chart ${name}. */\n${text}`);
  }
}
