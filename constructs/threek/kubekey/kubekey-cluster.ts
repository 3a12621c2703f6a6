import { Construct } from 'constructs';
import type { Problem } from '../../core/checks/check';
import { recordCall } from '../../core/private/place';
import { addFile } from '../../core/rules/output-file';
import { hasError } from '../../core/rules/problem';
import { report } from '../../core/rules/report';
import { Rules } from '../../core/rules/rules';
import type { HostFiles } from '../../hosts/host-files';
import { documentOf } from '../../output/private/yaml';
import { documentProblems } from '../private/kubekey/check';
import { documentFor } from '../private/kubekey/document';
import { type DocumentProblem, pathText } from '../private/kubekey/document-problem';
import { machinesOf } from '../private/kubekey/machines';
import { rolesOf } from '../private/kubekey/role-check';
import { wrapperText } from '../private/kubekey/wrapper';
import type { KubeKeyClusterProps } from './kubekey-cluster-props';
import { KubeKeyVersion } from './kubekey-version';

/**
 * The file that KubeKey makes a cluster of (`kubekey.kubesphere.io/v1alpha2`), as `kubekey/NAME.yaml` in the output: a file for `kk`, no
 * object for a cluster. It holds no secret; `kubekey/NAME.sh` runs `kk` with a copy in which they are filled in.
 *
 * KubeKey ignores what it does not know and ends with status 0 where it should not. All of that is an error here.
 */
export class KubeKeyCluster extends Construct {
  /** Name of the cluster. */
  public readonly clusterName: string;

  /** The file, below the output folder. */
  public readonly configFile: string;

  /** The script that runs `kk` with it. */
  public readonly scriptFile: string;

  /** Line of KubeKey that reads it. */
  public readonly version: KubeKeyVersion;

  /** Names of all nodes: hosts of the control plane and workers. */
  public readonly nodes: string[] = [];

  /** Names of hosts of the control plane, the first one first. */
  public readonly controlPlane: string[] = [];

  /** Names of workers. */
  public readonly workers: string[] = [];

  /** Names of hosts with etcd. */
  public readonly etcd: string[] = [];

  /** Name of the host of the registry, if there is one. */
  public readonly registryHost?: string;

  /** Machines as they are written. @internal */
  public readonly _document?: { readonly [key: string]: unknown };

  constructor(scope: Construct, id: string, props: KubeKeyClusterProps) {
    super(scope, id);
    recordCall(this, new.target);
    this.clusterName = props.name ?? id;
    this.version = props.version ?? KubeKeyVersion.V3_0;
    this.configFile = `kubekey/${this.clusterName}.yaml`;
    this.scriptFile = `kubekey/${this.clusterName}.sh`;
    const rules = new Rules();
    rules.label('name', this.clusterName);
    const machines = machinesOf(props, rules);
    report(this, [...(props.inventory?.findings ?? []), ...rules.problems]);
    if (!machines || hasError(rules.problems)) return;
    const document = plain(documentFor(this.clusterName, props, machines));
    const problems = documentProblems(document, this.version).map(problemOf);
    report(this, problems);
    const { controlPlane, worker, etcd, registry } = rolesOf(document);
    this.controlPlane = [...controlPlane];
    this.workers = [...worker];
    this.etcd = [...etcd];
    this.nodes = [...new Set([...controlPlane, ...worker])];
    this.registryHost = registry[0];
    if (hasError(problems)) return;
    this._document = document;
    addFile(this, { name: this.configFile, text: () => configText(document) });
    addFile(this, { name: this.scriptFile, text: () => wrapperText(this.clusterName) });
  }

  /**
   * Places the file and the script on the host that `kk` runs on, as `DIRECTORY/NAME.yaml` and `.sh`. Secrets are filled in there, by
   * the script, from the environment of whoever runs it.
   *
   * @param directory nothing else is in it, and nobody else reads it; "/opt/kubekey" if it is left out
   */
  public placeOn(files: HostFiles, directory: string = '/opt/kubekey'): void {
    if (!this._document) return;
    const document = this._document;
    files.addDirectory({ path: directory, mode: '0700', part: this });
    const path = `${directory}/${this.clusterName}`;
    files.addFile({ path: `${path}.yaml`, mode: '0600', text: configText(document), part: this });
    files.addFile({ path: `${path}.sh`, mode: '0700', text: wrapperText(this.clusterName), part: this });
  }
}

const configText = (document: object): string => `${documentOf(document, { sortKeys: false })}\n`;

/** As a file has it: without members that have no value. */
const plain = (document: object): { readonly [key: string]: unknown } => JSON.parse(JSON.stringify(document));

/** Props have the names of the file, without `spec`. */
const problemOf = ({ level, code, message, hint, path }: DocumentProblem): Problem => ({
  level,
  code,
  message,
  hint,
  key: pathText(path[0] === 'spec' ? path.slice(1) : path),
});
