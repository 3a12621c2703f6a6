import type { Construct } from 'constructs';
import type { Problem } from '../../core/checks/check';
import { LightObject } from '../../core/private/light-object';
import { share } from '../../core/private/plain';
import { ClaimAccess, type Site, type SiteClaim } from '../site';
import type { StudentWorkloadOptions } from '../workload-options';
import { type ClaimSpec, claimSpec, makeClaim } from './claim-objects';
import { NETWORKS_ANNOTATION, networkName } from './infiniband-objects';
import { containerOf, type Mount, SHARED_MEMORY_VOLUME } from './workload-container';
import { WorkloadNames } from './workload-names';
import { SSH_PORT, workloadProblems } from './workload-rules';

/** What the workloads of one site and one set of options have in common: made once, frozen, shared by all students. */
export class WorkloadTemplate {
  readonly problems: readonly Problem[];
  readonly names: WorkloadNames;
  private readonly labels: { readonly app: string };
  private readonly selector: object;
  private readonly podMetadata: object;
  private readonly podSecurity: object;
  private readonly nodeSelector: object | undefined;
  private readonly containers: readonly object[];
  private readonly sharedMemory: readonly object[];
  private readonly scratch: readonly { readonly volume: string; readonly prefix: string }[];
  private readonly scratchSpec: ClaimSpec | undefined;
  private readonly claims: readonly SiteClaim[];

  constructor(
    private readonly site: Site,
    private readonly options: StudentWorkloadOptions,
    id: string,
    profile?: string,
  ) {
    this.names = new WorkloadNames(options, id, profile);
    this.problems = workloadProblems(site, options, this.names);
    this.labels = share({ app: this.names.label });
    this.selector = share({ matchLabels: this.labels });
    this.podMetadata = share({ labels: this.labels });
    this.podSecurity = share({ runAsUser: options.runAsUser ?? 0, runAsGroup: options.runAsGroup ?? 0 });
    this.nodeSelector = options.gpuModel === undefined ? undefined : share({ [site.gpuNodeLabel]: options.gpuModel });
    const { sharedMemory } = options;
    this.sharedMemory = share(
      sharedMemory === undefined
        ? []
        : [{ name: SHARED_MEMORY_VOLUME, emptyDir: { medium: 'Memory', sizeLimit: sharedMemory } }],
    );
    const { scratch } = site;
    this.scratch = Array.from({ length: scratch?.count ?? 0 }, (_, i) => ({
      volume: `${scratch?.volume}${i + 1}`,
      prefix: `${scratch?.claimPrefix}-${i + 1}-`,
    }));
    const size = options.scratchSize ?? scratch?.size ?? '';
    this.scratchSpec = scratch && claimSpec(ClaimAccess.ONE_NODE, scratch.storageClass, size);
    this.claims = site.claims.filter(({ optional }) => !optional || (options.sharedStorage ?? true));
    this.containers = share([containerOf(site, options, this.names.containerName, this.mounts())]);
  }

  /** The objects of one workload, in the order they are applied. */
  make(scope: Construct, namespace: string, name: string): void {
    // The same at every synthesis: an upgrade keeps the data.
    const scratchClaims = this.scratch.map(({ prefix }) => `${prefix}${namespace}-${name}`);
    this.scratch.forEach(({ volume }, i) => {
      makeClaim(scope, volume, namespace, scratchClaims[i], this.scratchSpec!);
    });
    this.makeService(scope, namespace, name);
    this.makeDeployment(scope, namespace, name, scratchClaims);
    if (this.options.ingressHost !== undefined) this.makeIngress(scope, namespace, name, this.options.ingressHost);
  }

  private makeDeployment(scope: Construct, namespace: string, name: string, scratchClaims: readonly string[]): void {
    const { labels } = this;
    const networks = { labels, annotations: { [NETWORKS_ANNOTATION]: networkName(namespace) } };
    const spec = {
      securityContext: this.podSecurity,
      nodeSelector: this.nodeSelector,
      containers: this.containers,
      volumes: this.volumes(namespace, scratchClaims),
    };
    new LightObject(scope, 'deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace, labels },
      spec: {
        replicas: this.options.replicas ?? 1,
        selector: this.selector,
        template: { metadata: this.options.infiniband ? networks : this.podMetadata, spec },
      },
    });
  }

  private makeService(scope: Construct, namespace: string, name: string): void {
    const { extraPort } = this.options;
    const { serviceNameLabel } = this.site;
    const ports = [portOf(this.names.port(name), SSH_PORT)];
    if (extraPort !== undefined) ports.push(portOf(this.names.extraPort(name), extraPort));
    new LightObject(scope, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name,
        namespace,
        labels: serviceNameLabel === undefined ? this.labels : { app: this.labels.app, [serviceNameLabel]: name },
      },
      spec: { type: 'NodePort', sessionAffinity: 'None', selector: this.labels, ports },
    });
  }

  private makeIngress(scope: Construct, namespace: string, name: string, host: string): void {
    const ingress = this.site.ingress!;
    const backend = { service: { name, port: { number: this.options.extraPort } } };
    new LightObject(scope, 'ingress', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name, namespace, annotations: { [CLUSTER_ISSUER]: ingress.clusterIssuer } },
      spec: {
        ingressClassName: ingress.className,
        rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
        tls: [{ hosts: [host], secretName: ingress.tlsSecret }],
      },
    });
  }

  /** Long-term claims first, then scratch, then what a workload can do without: the order of iiisthu/ailab user/userchart. */
  private mounts(): Mount[] {
    const mountOf = ({ volume, mountPath }: SiteClaim): Mount => ({ name: volume, mountPath });
    const needed = this.claims.filter(({ optional }) => !optional).map(mountOf);
    const optional = this.claims.filter((claim) => claim.optional).map(mountOf);
    const scratch = this.scratch.map(({ volume }) => ({ name: volume, mountPath: `/${volume}` }));
    return [...needed, ...scratch, ...optional];
  }

  private volumes(namespace: string, scratchClaims: readonly string[]): object[] {
    const volumes: object[] = [...this.sharedMemory];
    for (const claim of this.claims) if (!claim.optional) volumes.push(longTermVolume(claim, namespace));
    for (let i = 0; i < scratchClaims.length; i++) volumes.push(volumeOf(this.scratch[i].volume, scratchClaims[i]));
    for (const claim of this.claims) if (claim.optional) volumes.push(longTermVolume(claim, namespace));
    return volumes;
  }
}

/** Annotation by which cert-manager learns who issues the certificate. */
const CLUSTER_ISSUER = 'cert-manager.io/cluster-issuer';

const portOf = (name: string, port: number): object => ({ name, port, targetPort: port, protocol: 'TCP' });

const volumeOf = (name: string, claimName: string): object => ({ name, persistentVolumeClaim: { claimName } });

const longTermVolume = ({ volume, claimPrefix }: SiteClaim, namespace: string): object =>
  volumeOf(volume, `${claimPrefix}-${namespace}`);
