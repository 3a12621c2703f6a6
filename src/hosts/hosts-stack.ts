import { relative, resolve } from 'node:path';
import type { Finding } from 'cdk8s-gpulab';
import type { Construct } from 'constructs';
import { findingsOf, isError } from '../cli/finding';
import {
  Annotations,
  App,
  HttpBackend,
  type HttpBackendConfig,
  LocalBackend,
  type LocalExecProvisioner,
  NullProvider,
  NullResource,
  S3Backend,
  type S3BackendConfig,
  TerraformIterator,
  type TerraformMetaArguments,
  TerraformResource,
  TerraformStack,
} from './cdktf';
import { digestOf } from './digest';
import { type Fleet, fleetOf } from './fleet';
import { routeTo } from './reach';
import { expression, terraformText } from './terraform/text';
import { stateFile } from './work-folder';

export { App };

/** Where Terraform keeps its state. What is secret comes by the environment: here it would be written into a file. */
export type HostsBackend =
  | {
      readonly s3: Omit<S3BackendConfig, 'accessKey' | 'secretKey' | 'token' | 'sseCustomerKey'>;
      readonly http?: undefined;
    }
  | { readonly http: Omit<HttpBackendConfig, 'password' | 'clientPrivateKeyPem'>; readonly s3?: undefined };

export interface HostsStackProps {
  /**
   * Path of the inventory.
   * @default 'inventory.yaml'
   */
  readonly inventory?: string;

  /**
   * What stands for a host in Terraform. `terraform_data` needs no provider; `null_resource` is for sites that have it already.
   * @default 'terraform_data'
   */
  readonly resource?: 'terraform_data' | 'null_resource';

  /**
   * Where the state is kept: it names hosts, addresses and public keys, and no secret.
   * @default - a file for this inventory in the work folder, `.gpulab/hosts` beside it
   */
  readonly backend?: HostsBackend;
}

/** What Terraform's program is called in all stacks; the command finds hosts by it. */
const RESOURCE_NAME = 'host';

/**
 * The machines of an inventory as a Terraform program: one resource for each host. A host is applied when its wanted state is another
 * than the one in Terraform's state; `gpulab hosts apply` also has those replaced that it saw drift. What is done to a host is done by
 * `gpulab hosts provision NAME`, which Terraform starts: no address, command or key of a host is in an expression.
 */
export class HostsStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: HostsStackProps = {}) {
    super(scope, id);
    const inventory = props.inventory ?? 'inventory.yaml';
    // Terraform runs in this folder.
    const folder = resolve(App.of(this).outdir, 'stacks', id);
    const path = (file: string) => terraformText(relative(folder, resolve(file)));
    this.keepState(props.backend, path(stateFile(inventory)));
    const fleet = this.read(inventory);
    if (fleet) this.addHosts(fleet, props.resource ?? 'terraform_data', path(inventory));
  }

  private keepState(backend: HostsBackend | undefined, local: string): void {
    if (backend?.s3) new S3Backend(this, backend.s3);
    else if (backend?.http) new HttpBackend(this, backend.http);
    else new LocalBackend(this, { path: local });
  }

  /** What is wrong with the inventory is told all at once, at the end of the synthesis. */
  private read(inventory: string): Fleet | undefined {
    const tell = (findings: readonly Finding[]) => {
      for (const { code, message, file, line } of findings.filter(isError)) {
        Annotations.of(this).addError(`${code} ${message}${file === undefined ? '' : ` (${file}:${line ?? 1})`}`);
      }
    };
    try {
      const fleet = fleetOf(inventory);
      tell(fleet.findings);
      return fleet;
    } catch (error) {
      const findings = findingsOf(error);
      if (!findings) throw error;
      tell(findings);
      return undefined;
    }
  }

  private addHosts(fleet: Fleet, resource: 'terraform_data' | 'null_resource', inventory: string): void {
    const hosts = fleet.hosts.map((host) => [
      terraformText(host.name),
      { wanted: digestOf(fleet, host), route: terraformText(JSON.stringify(routeTo(fleet, host))) },
    ]);
    const forEach = TerraformIterator.fromMap(Object.fromEntries(hosts));
    const triggers = { wanted: expression('each.value.wanted'), route: expression('each.value.route') };
    const self = resource === 'terraform_data' ? 'self.triggers_replace' : 'self.triggers';
    const provisioners = [
      provisioner('provision', inventory),
      {
        ...provisioner('deprovision', inventory, { GPULAB_ROUTE: expression(`${self}.route`) }),
        when: 'destroy' as const,
      },
    ];
    if (resource === 'terraform_data') {
      new DataResource(this, RESOURCE_NAME, triggers, { forEach, provisioners });
    } else {
      new NullProvider(this, 'null');
      // The package asks for one version alone; what is used of it is in all, and a closed network has the one in its mirror.
      this.addOverride('terraform.required_providers.null.version', '>= 1.0.0');
      new NullResource(this, RESOURCE_NAME, { forEach, triggers, provisioners });
    }
  }
}

/** What Terraform has built in. The class of cdktf would start terraform at each synthesis, to ask for its version. */
class DataResource extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly triggers: { readonly [name: string]: string },
    meta: TerraformMetaArguments,
  ) {
    super(scope, id, { ...meta, terraformResourceType: 'terraform_data' });
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return { triggers_replace: this.triggers };
  }
}

/** Started without a shell, with nothing but the name of the host. */
const provisioner = (
  action: string,
  inventory: string,
  more: { readonly [name: string]: string } = {},
): LocalExecProvisioner => ({
  type: 'local-exec',
  interpreter: ['gpulab', 'hosts', action],
  command: expression('each.key'),
  environment: { GPULAB_INVENTORY: inventory, ...more },
});
