import { resolve } from 'node:path';
import type { Finding } from 'cdk8s-gpulab';
import { OutputFolder } from 'cdk8s-gpulab/lib/output/private/folder';
import { chartOf } from '../program/charts';
import { DEFAULT_NAMESPACE } from '../render/elsewhere';
import { type ReleaseProps, readReleases } from '../render/releases';
import { type ReleaseText, render } from '../render/render';
import { APP_OPTION, CHART_HELP, type Command, type OptionValues, type Outcome } from './command';
import { isError, usageError } from './finding';
import { countOf, summaryText } from './summary';

export const command: Command = {
  summary: 'render a Helm chart with values, without helm',
  usage: `gpulab render CHART --release NAME [--namespace NAME] [-f FILE]... [--set KEY=VALUE]... [-o DIR] [--app FILE]
       gpulab render CHART --each DIR [--namespace NAME] [-f FILE]... [--set KEY=VALUE]... [-o DIR] [--app FILE]`,
  help: `${CHART_HELP}
  --release NAME
                name of the release
  --each DIR    one release for every .yaml and .yml file below a folder, named after the file
                and the folders it is in: zhang3/lab1.yaml is zhang3-lab1, li4/values.yaml li4
  --namespace NAME
                namespace of the release; default: default
  -f, --values FILE
                values file; of several the last one wins, and the file of --each
                over all of them
  --set KEY=VALUE
                a value in Helm's notation, over those of all files. What --set-string,
                --set-json and --set-file of Helm give, a values file gives
  -o, --output DIR
                write NAME.k8s.yaml for each release to a folder instead of stdout; files
                of an earlier run that are not made any more are removed`,
  options: {
    ...APP_OPTION,
    values: { type: 'string', short: 'f', multiple: true },
    set: { type: 'string', multiple: true },
    release: { type: 'string' },
    each: { type: 'string' },
    namespace: { type: 'string' },
    output: { type: 'string', short: 'o' },
  },
  positionals: 1,
  async run(options, [name]) {
    checkUsage(options, name);
    // Before a program runs: it changes the working directory.
    const output = options.output === undefined ? undefined : resolve(options.output as string);
    const findings: Finding[] = [];
    const releases = readReleases(propsOf(options), findings);
    const quiet = output === undefined || options.json === true;
    const chart = await chartOf(name, { app: options.app as string | undefined, quiet });
    const rendered = render(chart, releases);
    const told = inOrder([...findings, ...rendered.findings]);
    if (told.some(isError)) return { findings: told };
    const outcome = output === undefined ? printed(rendered.texts) : written(rendered.texts, output);
    return { ...outcome, findings: told };
  },
};

function checkUsage({ release, each }: OptionValues, name: string | undefined): void {
  if (name === undefined) throw usageError('which chart?', 'gpulab render CHART --release NAME');
  if (release === undefined && each === undefined) throw usageError('the release has no name', 'add --release NAME');
  if (release !== undefined && each !== undefined) {
    throw usageError('--release and --each do not go together', 'with --each, releases are named after their files');
  }
}

const propsOf = ({
  values = [],
  set = [],
  namespace = DEFAULT_NAMESPACE,
  release,
  each,
}: OptionValues): ReleaseProps => ({
  files: values as string[],
  sets: set as string[],
  namespace: namespace as string,
  name: release as string | undefined,
  each: each as string | undefined,
});

/** Errors first, then by file and place. A file of all releases has its problems once, and not once a release. */
function inOrder(findings: readonly Finding[]): Finding[] {
  const different = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...different.values()].sort(byPlace);
}

function byPlace(a: Finding, b: Finding): number {
  if (isError(a) !== isError(b)) return isError(a) ? -1 : 1;
  const [first, second] = [a.file ?? '', b.file ?? ''];
  if (first !== second) return first < second ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

function printed(releases: readonly ReleaseText[]): Omit<Outcome, 'findings'> {
  const text = releases
    .map((one) => one.text)
    .filter((one) => one !== '')
    .join('---\n');
  return { result: { text }, text };
}

function written(releases: readonly ReleaseText[], output: string): Omit<Outcome, 'findings'> {
  const folder = new OutputFolder(output);
  for (const { name, text } of releases) folder.write(`${name}.k8s.yaml`, text);
  const result = folder.commit();
  const summary = [
    { label: 'files', value: countOf(result) },
    { label: 'output', value: output },
  ];
  return { result: { output, ...result }, text: summaryText(summary) };
}
