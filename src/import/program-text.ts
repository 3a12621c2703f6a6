import { visible } from 'cdk8s-gpulab/lib/core/private/visible';
import { literal } from '../generate/typescript';
import type { Job } from './job';
import { propsOf } from './workload-props';

/** A program that makes all jobs, each in a chart of its own. Site facts come from a module beside it. */
export function programText(jobs: readonly Job[]): string {
  const namespaces = [...new Set(jobs.map(({ values }) => propsOf(values).namespace))].sort();
  return `import { LabApp, LabChart, StudentWorkload } from 'cdk8s-gpulab';
import { site } from './site';

const app = new LabApp();

// The program of the lab makes the namespaces with their long-term claims, and the class of scratch claims.
for (const namespace of [
${namespaces.map((namespace) => `  ${literal(namespace)},\n`).join('')}]) {
  for (const { claimPrefix } of site.claims) app.external.persistentVolumeClaim(namespace, \`\${claimPrefix}-\${namespace}\`);
}
if (site.scratch) app.external.storageClass(site.scratch.storageClass);

${jobs.map(jobText).join('\n')}
app.synth();
`;
}

function jobText({ input, name: { release }, values }: Job): string {
  const props = Object.entries(propsOf(values)).map(([option, value]) => `  ${option}: ${valueText(value)},\n`);
  return `// ${visible(input.name)}
new StudentWorkload(new LabChart(app, ${literal(release)}), ${literal(release)}, {
  site,
${props.join('')}});
`;
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  return typeof value === 'string' ? literal(value) : String(value);
}
