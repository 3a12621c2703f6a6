import { ApiObject, App } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Finding, LabChart } from '../../../constructs/core';
import { stateOf } from '../../../constructs/core/private/state';
import { Site, type SiteProps } from '../../../constructs/lab';

/** The facts of the campus that the acceptance facts were taken from. */
export const siteProps: SiteProps = {
  gpuNodeLabel: 'gpu-model',
  gpuModels: ['RTX4090D', 'RTX4090', 'RTX3090'],
  defaultImage: 'registry.example.org/llm-course/lab-cpu:v2',
  studentRole: 'admin',
  clusterRoles: ['clusterrole-user-pv'],
  serviceNameLabel: 'k8s.kuboard.cn/name',
  reservedNamespaces: ['admin-helm'],
  claims: [
    { volume: 'nfshome', claimPrefix: 'pvc-nfshome', storageClass: 'nfs-users', size: '2T', mountPath: '/root' },
    shared('gfshome', 'gfs-sata-pvc', 'kadalu.gfs-sata-users', '10T', '/gfshome'),
    shared('gfsshare', 'gfs-sata-share-pvc', 'kadalu.gfs-sata-share', '10T', '/share'),
    shared('ssdshare', 'gfs-nvme-pvc-share', 'kadalu.gfs-nvme-share', '1T', '/ssdshare'),
  ],
  scratch: {
    volume: 'scratch',
    claimPrefix: 'pvc-rancher-localpath',
    storageClass: 'rancher-local-path',
    size: '100Gi',
    count: 2,
  },
  infiniband: {
    master: 'ibs121',
    range: '192.168.0.0/16',
    gateway: '192.168.0.1',
    resource: 'rdma/rdma_shared_device_a',
    kubeconfig: '/etc/cni/net.d/whereabouts.d/whereabouts.kubeconfig',
    logFile: '/var/log/whereabouts.log',
    logLevel: 'info',
  },
  ingress: { className: 'nginx', clusterIssuer: 'letsencrypt-prod', tlsSecret: 'passwd-tls' },
};

function shared(volume: string, claimPrefix: string, storageClass: string, size: string, mountPath: string) {
  return { volume, claimPrefix, storageClass, size, mountPath, optional: true };
}

export const site = new Site(siteProps);

/** A site without what only some campuses have. */
export const plainSite = new Site({
  gpuNodeLabel: 'gpu-model',
  gpuModels: ['RTX4090D'],
  defaultImage: 'registry.example.org/lab:1',
  studentRole: 'edit',
  claims: [],
});

/** A chart under a plain cdk8s App. */
export function chart(): LabChart {
  return new LabChart(new App(), 'chart');
}

/** Every manifest below a construct, in tree order. */
export function manifestsOf(construct: Construct): any[] {
  return construct.node
    .findAll()
    .filter((child) => ApiObject.isApiObject(child))
    .map((child) => (child as ApiObject).toJson());
}

/** The manifests of a kind. */
export const ofKind = (construct: Construct, kind: string): any[] =>
  manifestsOf(construct).filter((manifest) => manifest.kind === kind);

/** What was reported while the tree was built. */
export const findingsOf = (construct: Construct): Finding[] => stateOf(construct).findings;

/** What is reported about the finished tree. */
export const lateFindingsOf = (construct: Construct): Finding[] =>
  stateOf(construct).checks.flatMap((check) => check());

/** The lines of the report at the end, by label. */
export const summaryOf = (construct: Construct): { [label: string]: string } =>
  Object.fromEntries(stateOf(construct).summary.flatMap((lines) => lines().map(({ label, value }) => [label, value])));

/** Code, message, key and hint of findings, as they are read. */
export const told = (findings: readonly Finding[]): string[] =>
  findings.map(({ code, message }) => `${code} ${message}`);
