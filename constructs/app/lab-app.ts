import { App, type AppProps, Chart } from 'cdk8s';
import type { Acknowledgement } from '../core/acknowledgement';
import type { ICustomCheck } from '../core/custom-check';
import { External } from '../core/external';
import { type Finding, FindingLevel } from '../core/finding';
import type { ImageMirror } from '../core/images/image-mirror';
import { LabError } from '../core/lab-error';
import { order } from '../core/private/order';
import { type Call, callOf } from '../core/private/place';
import { LAB_APP } from '../core/private/state';
import { walk } from '../core/private/tree';
import type { Delivery } from '../output/delivery';
import type { HelmChart } from '../output/helm-chart';
import { helmChartsOf } from '../output/private/helm/registry';
import { checkedChartMirror } from './private/chart-sources';
import { hostOf } from './private/host';
import { type ImageList, imagesOf } from './private/image-list';
import type { MirrorChoice } from './private/mirror-choice';
import { type NodeSystem, nodeSystemsOf } from './private/node-systems';
import { ReleaseChecks } from './private/release-checks';
import { type Installation, installationOf, synthesize } from './private/synthesize';
import type { Synthesis, SynthesisOptions } from './synthesis';

/**
 * Options of a `LabApp`: those of a cdk8s App, and the cluster that it is for. With an `outputFileExtension` that ends in
 * ".json" the files are JSON instead of YAML.
 */
export interface LabAppProps extends AppProps {
  /**
   * Kubernetes version of the cluster, as "1.28": objects are checked against its API.
   * @default "1.28"
   */
  readonly kubernetesVersion?: string;

  /**
   * How what the program installs reaches the cluster, beside the manifests.
   * @default - the script, if there is a release of somebody else's chart; else manifests only
   */
  readonly deliveries?: Delivery[];

  /**
   * A registry that all images are taken from: those of objects and those of releases. An image that cannot be is an error.
   * Every object is looked at for it, so labs of thousands take longer.
   * @default - images come from where they are published
   */
  readonly imageMirror?: ImageMirror;

  /**
   * A folder of a registry that the charts of all releases are taken from, in every delivery: `oci://registry.lab:5000/charts`.
   * Charts of its registry stay where they are. `gpulab images` has the commands that copy them.
   * @default - charts come from where they are published
   */
  readonly chartMirror?: string;

  /**
   * Operating systems of the nodes, as NFD labels them: `ubuntu22.04`, `rhel9.4`, with the processor where it is not amd64:
   * `ubuntu22.04/arm64`. Operators put them behind the tags of drivers, so `gpulab images` can name what nodes pull.
   * @default - not known, and the list says which images need them
   */
  readonly nodeSystems?: string[];
}

/** The oldest version that the lab's clusters run; its API is the smallest common one. */
const DEFAULT_KUBERNETES = '1.28';

/**
 * A cdk8s App that checks every object before it writes anything, writes only what changed, and takes linear time.
 *
 * The last line of a program is `app.synth()`. Run by node or by `cdk8s synth` it writes the files; run by `gpulab`, it
 * hands the tree to the command.
 */
export class LabApp extends App {
  /** Objects that exist on the cluster already, so that references to them are no findings. */
  public readonly external: External;

  /** Kubernetes version of the cluster. */
  public readonly kubernetesVersion: string;

  /** Where the program makes the app. @internal */
  public readonly _call: Call;

  /** @internal */
  public readonly _customChecks: ICustomCheck[] = [];

  /** @internal */
  public readonly _deliveries: readonly Delivery[];

  /** @internal */
  public readonly _mirror: ImageMirror | undefined;

  /** @internal */
  public readonly _chartMirror: string | undefined;

  /** @internal */
  public readonly _nodeSystems: readonly NodeSystem[];

  /** @internal */
  public readonly _acknowledgements: Acknowledgement[] = [];

  constructor(props: LabAppProps = {}) {
    super(props);
    Object.defineProperty(this, LAB_APP, { value: true });
    this._call = callOf(new.target);
    this.external = External.of(this);
    this.kubernetesVersion = props.kubernetesVersion ?? DEFAULT_KUBERNETES;
    this._deliveries = props.deliveries ?? [];
    this._mirror = props.imageMirror;
    this._chartMirror = props.chartMirror === undefined ? undefined : checkedChartMirror(props.chartMirror);
    this._nodeSystems = nodeSystemsOf(props.nodeSystems ?? []);
  }

  /** All charts in the order they must be applied; independent ones by construct path. */
  public override get charts(): Chart[] {
    for (const rows of walk(this).rows) rows.makeAll();
    return order(walk(this)).charts.filter((chart): chart is Chart => Chart.isChart(chart));
  }

  /** Adds a rule of the user's own, asked for every object. */
  public addCheck(check: ICustomCheck): void {
    this._customChecks.push(check);
  }

  /** Accepts a warning, so that it is not reported. */
  public acknowledge(acknowledgement: Acknowledgement): void {
    this._acknowledgements.push(acknowledgement);
  }

  /** Everything that is wrong with the app, errors first. Writes nothing. */
  public check(): Finding[] {
    return synthesize(this, { checkOnly: true }).findings;
  }

  /**
   * Checks the app and writes it. Nothing is written when there is an error: then it throws, and the message lists every
   * finding.
   */
  public override synth(): void {
    const host = hostOf();
    if (host) host(this);
    else report(synthesize(this, {}));
  }

  /** All manifests as one text. Throws like `synth`. */
  public override synthYaml(): string {
    return report(synthesize(this, { text: true })).text!;
  }

  /**
   * Every image of the app, for `gpulab images`.
   * @internal
   */
  public _images(options: MirrorChoice): ImageList {
    return imagesOf(this, options);
  }

  /** @internal */
  public get _helmCharts(): readonly HelmChart[] {
    return helmChartsOf(this);
  }

  /** @internal */
  public _releaseChecks(): ReleaseChecks {
    return new ReleaseChecks(this);
  }

  /** @internal */
  public _installation(): Installation {
    return installationOf(this);
  }

  /** @internal */
  public _synthesize(options: SynthesisOptions, progress?: (done: number, total: number) => void): Synthesis {
    return synthesize(this, options, progress);
  }
}

function report(synthesis: Synthesis): Synthesis {
  const error = new LabError(synthesis.findings);
  if (synthesis.findings.some((finding) => finding.level === FindingLevel.ERROR)) throw error;
  if (synthesis.findings.length > 0) process.stderr.write(`${error.message}\n`);
  return synthesis;
}
