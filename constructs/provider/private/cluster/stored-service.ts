import { PROVIDER } from './access';

const NOBODY = 65532;

/** One pod that keeps data in a claim, and the Service in front of it. */
interface StoredService {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
  readonly env?: readonly object[];
  readonly port: number;

  /** Port of every node; none: inside of the cluster, where hosts reach it, too. */
  readonly nodePort?: number;
  readonly dataPath: string;
  readonly storageClass: string;
  readonly size: string;

  /** Files of Secrets and ConfigMaps: path by volume. */
  readonly files: readonly { readonly path: string; readonly source: object }[];
}

/** In the namespace of the provider, without any right on host or cluster. */
export function storedService(service: StoredService) {
  const { name, image, args, env, port, dataPath } = service;
  const labels = { app: name };
  const metadata = { name, namespace: PROVIDER, labels };
  const files = service.files.map(({ path, source }, index) => ({ name: `files-${index}`, path, source }));
  const container = {
    ...{ name, image, args, env },
    ports: [{ containerPort: port }],
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    readinessProbe: { tcpSocket: { port } },
    volumeMounts: [
      { name: 'data', mountPath: dataPath },
      ...files.map((file) => ({ name: file.name, mountPath: file.path, readOnly: true })),
    ],
  };
  const pod = {
    automountServiceAccountToken: false,
    securityContext: {
      ...{ runAsNonRoot: true, runAsUser: NOBODY, runAsGroup: NOBODY, fsGroup: NOBODY },
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [container],
    volumes: files.map((file) => ({ name: file.name, ...file.source })),
  };
  return [statefulSet(service, metadata, pod), serviceOf(service, metadata)];
}

type Metadata = { readonly name: string; readonly namespace: string; readonly labels: { readonly app: string } };

const statefulSet = ({ storageClass, size }: StoredService, metadata: Metadata, pod: object) => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata,
  spec: {
    serviceName: metadata.name,
    replicas: 1,
    selector: { matchLabels: metadata.labels },
    template: { metadata: { labels: metadata.labels }, spec: pod },
    volumeClaimTemplates: [
      {
        metadata: { name: 'data' },
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: storageClass,
          resources: { requests: { storage: size } },
        },
      },
    ],
  },
});

const serviceOf = ({ port, nodePort }: StoredService, metadata: Metadata) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata,
  spec: {
    type: nodePort === undefined ? 'ClusterIP' : 'NodePort',
    selector: metadata.labels,
    ports: [{ port, targetPort: port, ...(nodePort !== undefined && { nodePort }) }],
  },
});
