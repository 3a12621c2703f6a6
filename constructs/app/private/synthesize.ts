import type { App } from 'cdk8s';
import { type Finding, FindingLevel } from '../../core/finding';
import { LabError } from '../../core/lab-error';
import { stateOf } from '../../core/private/state';
import type { Plan } from '../../output/private/delivery/plan';
import { OutputFolder } from '../../output/private/folder';
import { jsonFileOf } from '../../output/private/json';
import { documentOf, fileOf } from '../../output/private/yaml';
import type { LabApp } from '../lab-app';
import type { Synthesis, SynthesisOptions } from '../synthesis';
import { type Analysis, analyse } from './analysis';
import { deliveryProblems, withDeliveries } from './deliveries';
import { isJson, outputFiles } from './file-names';
import { writeHelmCharts } from './helm-charts';
import { chartMirrorOf, mirrorOf } from './mirror-choice';
import type { Render } from './row-text';

/** The order of an installation. With an error among the findings it may be incomplete. */
export interface Installation {
  readonly plan: Plan;
  readonly findings: Finding[];
}

/** Called for each file of a large output, so that a command can show how far it is. */
export type Progress = (done: number, total: number) => void;

/** Checks the tree and, unless something is an error, writes it. Throws only for bugs. */
export function synthesize(app: LabApp, options: SynthesisOptions, progress?: Progress): Synthesis {
  const analysis = analyse(app, {
    target: app.kubernetesVersion,
    custom: app._customChecks,
    helm: options.helm,
    delivered: app._deliveries.length > 0,
    mirror: mirrorOf(app, options),
    chartMirror: chartMirrorOf(app, options),
  });
  if (!options.helm) for (const problem of deliveryProblems(app, analysis.plan)) analysis.collector.addFinding(problem);
  const findings = analysis.collector.finish(app._acknowledgements);
  const result = {
    findings,
    objects: analysis.objectCount,
    summary: summaryOf(app, analysis, findings),
    written: [],
    unchanged: 0,
    removed: [],
  };
  if (options.checkOnly || findings.some((finding) => finding.level === FindingLevel.ERROR)) return result;
  try {
    if (options.helm) return { ...result, ...writeHelmCharts(app, options.outdir ?? app.outdir) };
    if (options.text) return { ...result, text: textOf(app, analysis) };
    return { ...result, ...write(app, options.outdir ?? app.outdir, analysis, progress) };
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return { ...result, findings: [...error.findings, ...findings] };
  }
}

/** Checks the tree and returns its order, whether or not anything is delivered. */
export function installationOf(app: LabApp): Installation {
  const { plan, collector } = analyse(app, {
    target: app.kubernetesVersion,
    custom: app._customChecks,
    delivered: true,
  });
  return { plan, findings: collector.finish(app._acknowledgements) };
}

/** How manifests become a file. The environment is asked once: a look into it is dear. */
function renderer(extension: string): Render {
  // Sorted keys are cdk8s's default, and the way to turn them off is cdk8s's.
  const style = { sortKeys: !process.env.CDK8S_DISABLE_SORT };
  if (isJson(extension)) return (manifests) => jsonFileOf(manifests, style);
  return (manifests) => fileOf(manifests.map((manifest) => documentOf(manifest, style)));
}

function textOf({ outputFileExtension }: LabApp, { charts }: Analysis): string {
  const render = renderer(outputFileExtension);
  if (isJson(outputFileExtension)) return render(charts.flatMap((output) => output.manifests()));
  const texts = charts.map((output) => String(output.text?.(render) ?? render(output.manifests())));
  return texts.filter((text) => text !== '').join('---\n');
}

function write(app: LabApp, outdir: string, analysis: Analysis, progress?: Progress) {
  const render = renderer(app.outputFileExtension);
  const manifests = outputFiles(analysis.charts, app.yamlOutputType, app.outputFileExtension, render);
  const folder = new OutputFolder(outdir);
  try {
    const { applied, others } = withDeliveries(manifests, app, { ...analysis, render });
    applied.forEach((file, index) => {
      folder.write(file.name, file.text());
      progress?.(index + 1, applied.length);
    });
    for (const file of [...others, ...stateOf(app).files]) folder.write(file.name, file.text(), false);
    const next = PAGES.find((page) => others.some(({ name }) => name === page));
    return { ...folder.commit(), ...(next !== undefined && { next }) };
  } catch (error) {
    folder.abort();
    throw error;
  }
}

/** What tells how to install, the first that there is. */
const PAGES = ['INSTALL.md', 'umbrella/README.md'];

function summaryOf(app: App, analysis: Analysis, findings: Finding[]) {
  const { plan } = analysis;
  const releases = plan.filter(({ kind }) => kind === 'release').length;
  const warnings = findings.filter((finding) => finding.level === FindingLevel.WARNING).length;
  return [
    ...stateOf(app).summary.flatMap((lines) => lines()),
    { label: 'charts', value: String(analysis.charts.length) },
    { label: 'objects', value: String(analysis.objectCount) },
    ...(releases > 0 ? [{ label: 'releases', value: String(releases) }] : []),
    ...(plan.length > 0 ? [{ label: 'steps', value: String(plan.length + stateOf(app).commands.length) }] : []),
    { label: 'warnings', value: String(warnings) },
  ];
}
