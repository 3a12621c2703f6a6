import { resolve } from 'node:path';
import type { Manifest } from '../../../../core/checks/check';
import { type Finding, FindingLevel } from '../../../../core/finding';
import { LabError } from '../../../../core/lab-error';
import { yaml } from '../../../../core/private/third-party';
import { type DeclaredScopes, isClusterScoped, scopesOfDefinition } from '../../../../core/scope';
import type { InlineOptions } from '../../../inline-options';
import { isDefinition } from '../local-chart';
import { type Files, needsNamespace, type Plan, type ReleaseStep } from '../plan';
import { isOci, ociChartOf } from '../repository';
import { shellWords } from '../shell';
import { valuesText } from '../values-text';
import type { DeliveryContext, Writer } from '../writer';
import { type FoundChart, findChart } from './chart-folder';
import { HelmCommand } from './helm-command';
import { installOrder } from './hooks';
import { RenderCache } from './render-cache';
import { readRendered } from './rendered-yaml';

/** Each release as a file of objects, which takes its place among those of the charts. */
export function inlineWriter(options: InlineOptions): Writer {
  return { files: (plan, context) => new Inline(options, context).files(plan) };
}

/** A release cannot be rendered; the others are still tried, so that all of it is told at once. */
class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

class Inline {
  private readonly helm: HelmCommand;
  private readonly cache = new RenderCache();
  private readonly madeNamespaces = new Set<string>();

  constructor(
    private readonly options: InlineOptions,
    private readonly context: DeliveryContext,
  ) {
    this.helm = new HelmCommand(options.helm ?? 'helm');
  }

  files(plan: Plan): Files {
    const releases = plan.filter((step): step is ReleaseStep => step.kind === 'release');
    if (releases.length === 0) return new Map();
    const version = this.helm.version();
    if (version.text === undefined) throw new LabError([noHelm(this.options, version.reason)]);
    const findings: Finding[] = [];
    const files = new Map<string, string>();
    for (const step of releases) {
      try {
        const manifests = this.objectsOf(step, version.text);
        files.set(step.name + this.context.extension, this.context.render([...this.namespaceFor(step), ...manifests]));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { code, message, hint } = error;
        findings.push({ level: FindingLevel.ERROR, code, message, hint, path: step.path });
      }
    }
    if (findings.length > 0) throw new LabError(findings);
    return files;
  }

  private objectsOf(step: ReleaseStep, helmVersion: string): Manifest[] {
    const text = this.rendered(step, this.chartOf(step), helmVersion);
    try {
      const manifests = installOrder(readRendered(text));
      const defined = manifests.filter(isDefinition).flatMap((manifest) => scopesOfDefinition(manifest));
      const scopes = new Map([...defined, ...this.context.scopes]);
      return manifests.map((manifest) => inNamespace(manifest, step.namespace, scopes));
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw new Refusal('GPULAB3224', (error as Error).message);
    }
  }

  /** Whoever installs makes the namespace in the other forms; here the first release in it does. */
  private namespaceFor(step: ReleaseStep): Manifest[] {
    const { namespace } = step;
    if (!needsNamespace(step) || BUILT_IN.has(namespace) || this.madeNamespaces.has(namespace)) return [];
    this.madeNamespaces.add(namespace);
    return [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }];
  }

  private chartOf({ source }: ReleaseStep): FoundChart {
    const found = findChart(resolve(this.options.charts), source);
    if (found) return found;
    const { name, version, repository } = source;
    const from = isOci(source) ? [ociChartOf(source)] : [name, '--repo', repository];
    throw new Refusal(
      'GPULAB3221',
      `the chart ${name} ${version} is not in ${this.options.charts}`,
      shellWords(['helm', 'pull', ...from, '--version', version, '--destination', this.options.charts]),
    );
  }

  private rendered(step: ReleaseStep, chart: FoundChart, helmVersion: string): string {
    const { name, namespace, source } = step;
    const values = valuesText(step.values);
    const args = [
      name,
      chart.path,
      '--namespace',
      namespace,
      '--include-crds',
      '--kube-version',
      this.context.kubernetesVersion,
    ];
    const key = keyOf([helmVersion, source.version, ...args.filter((word) => word !== chart.path), values], chart);
    const kept = this.cache.read(name, key);
    if (kept !== undefined) return kept;
    this.checkVersion(source.version, chart);
    const { text, reason } = this.helm.template(args, values);
    if (text === undefined) throw new Refusal('GPULAB3223', `helm refused to render ${name}: ${reason}`);
    this.cache.write(name, key, text);
    return text;
  }

  private checkVersion(wanted: string, { path }: FoundChart): void {
    const { text, reason } = this.helm.chartYaml(path);
    if (text === undefined) throw new Refusal('GPULAB3223', `helm cannot read the chart ${path}: ${reason}`);
    const version = String(yaml().parse(text, { schema: 'failsafe' })?.version);
    if (version === wanted) return;
    throw new Refusal('GPULAB3222', `the chart in ${path} has version ${version}, but ${wanted} is pinned`);
  }
}

/** Every cluster has these. */
const BUILT_IN = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease']);

/** A hash of everything that the text depends on, each part with its length. */
function keyOf(parts: readonly string[], chart: FoundChart): string {
  const { createHash } = require('node:crypto') as typeof import('node:crypto');
  const hash = createHash('sha256');
  const add = (part: string | Buffer) => hash.update(`${Buffer.byteLength(part)}:`).update(part);
  for (const part of parts) add(part);
  for (const [name, content] of chart.files()) {
    add(name);
    add(content);
  }
  return hash.digest('hex');
}

/** Charts leave the namespace of the release out where helm puts it in; kubectl would take another one. */
function inNamespace(manifest: Manifest, namespace: string, scopes: DeclaredScopes): Manifest {
  if (manifest.metadata?.namespace !== undefined) return manifest;
  const { apiVersion, kind } = manifest;
  const isCluster = isClusterScoped(apiVersion, kind, scopes);
  if (isCluster) return manifest;
  if (isCluster === false) return { ...manifest, metadata: { ...manifest.metadata, namespace } };
  throw new Refusal(
    'GPULAB3224',
    `${kind} ${manifest.metadata?.name} has no namespace, and nobody has declared whether ${apiVersion} ${kind} needs one`,
    `app.external.customKind('${apiVersion}', '${kind}', Scope.NAMESPACED), or Scope.CLUSTER`,
  );
}

const noHelm = ({ helm = 'helm' }: InlineOptions, reason: string): Finding => ({
  level: FindingLevel.ERROR,
  code: 'GPULAB3220',
  message: `${helm} cannot be started: ${reason}`,
  hint: 'install Helm 3 or 4, or name it with the option helm',
});
