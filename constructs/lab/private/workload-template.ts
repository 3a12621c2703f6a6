import type { Construct } from 'constructs';
import type { Problem } from '../../core/checks/check';
import { LightObject } from '../../core/private/light-object';
import { share } from '../../core/private/plain';
import { BooleanValue, type IntegerValue, Values } from '../../core/values';
import { byDefault } from '../../core/values/private/by-default';
import type { Site, SiteIngress } from '../site';
import type { StudentWorkloadOptions } from '../workload-options';
import { isGiven, listOf } from './given';
import { NETWORKS_ANNOTATION, networkName } from './infiniband-objects';
import { containerOf } from './workload-container';
import { EXTRA_PORT_SUFFIX, PORT_SUFFIX, WorkloadNames } from './workload-names';
import { SSH_PORT, workloadProblems } from './workload-rules';
import { WorkloadStorage } from './workload-storage';

/** Annotation by which cert-manager learns who issues the certificate. */
const CLUSTER_ISSUER = 'cert-manager.io/cluster-issuer';

/** What the workloads of one site and one set of options have in common: made once, shared by all students. */
export class WorkloadTemplate {
  readonly problems: readonly Problem[];
  readonly names: WorkloadNames;
  private readonly labels: { readonly app: string };
  private readonly nodeSelector: object | undefined;
  private readonly securityContext: object;
  private readonly containers: readonly object[];
  private readonly storage: WorkloadStorage;

  constructor(
    private readonly site: Site,
    private readonly options: StudentWorkloadOptions,
    id: string,
    profile?: string,
  ) {
    const { gpuModel, runAsUser = 0, runAsGroup = 0 } = options;
    this.names = new WorkloadNames(options, id, profile);
    const shown = byDefault(options);
    this.problems = workloadProblems(site, shown, new WorkloadNames(shown, id, profile));
    this.storage = new WorkloadStorage(site, options);
    this.labels = share({ app: this.names.label });
    this.nodeSelector = Values.when(isGiven(gpuModel), share({ [site.gpuNodeLabel]: gpuModel }));
    this.securityContext = share({ runAsUser, runAsGroup });
    this.containers = share([containerOf(site, options, this.names.containerName, this.storage.mounts)]);
  }

  /** The objects of one workload, in the order they are applied. */
  make(scope: Construct, namespace: string, name: string): void {
    this.storage.makeScratch(scope, namespace, name);
    this.makeService(scope, namespace, name);
    this.makeDeployment(scope, namespace, name);
    const { ingressHost } = this.options;
    if (ingressHost !== undefined) this.makeIngress(scope, namespace, name, ingressHost, this.site.ingress!);
  }

  private makeService(scope: Construct, namespace: string, name: string): void {
    const { labels } = this;
    const { extraPort = 0 } = this.options;
    const { serviceNameLabel } = this.site;
    const ports = listOf(
      portOf(name + PORT_SUFFIX, SSH_PORT),
      Values.when(isGiven(extraPort), portOf(name + EXTRA_PORT_SUFFIX, extraPort)),
    );
    new LightObject(scope, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name,
        namespace,
        labels: serviceNameLabel === undefined ? labels : { ...labels, [serviceNameLabel]: name },
      },
      spec: { type: 'NodePort', sessionAffinity: 'None', selector: labels, ports },
    });
  }

  private makeDeployment(scope: Construct, namespace: string, name: string): void {
    const { labels, securityContext, nodeSelector, containers } = this;
    const { infiniband = false, replicas = 1 } = this.options;
    const annotations = Values.when(BooleanValue._from(infiniband), { [NETWORKS_ANNOTATION]: networkName(namespace) });
    const volumes = this.storage.volumes(namespace, name);
    new LightObject(scope, 'deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace, labels },
      spec: {
        replicas,
        selector: { matchLabels: labels },
        template: { metadata: { labels, annotations }, spec: { securityContext, nodeSelector, containers, volumes } },
      },
    });
  }

  private makeIngress(scope: Construct, namespace: string, name: string, host: string, ingress: SiteIngress): void {
    const backend = { service: { name, port: { number: this.options.extraPort } } };
    const object = new LightObject(scope, 'ingress', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name, namespace, annotations: { [CLUSTER_ISSUER]: ingress.clusterIssuer } },
      spec: {
        ingressClassName: ingress.className,
        rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
        tls: [{ hosts: [host], secretName: ingress.tlsSecret }],
      },
    });
    Values.onlyIf(object, isGiven(host));
  }
}

const portOf = (name: string, port: number | IntegerValue): object => ({
  name,
  port,
  targetPort: port,
  protocol: 'TCP',
});
