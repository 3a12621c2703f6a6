import type { ProviderVersion } from '../../provider-version';

/** The exporter as a version of the provider wants it. */
interface Exporter {
  /** First version of the provider that it goes with. */
  readonly since: string;
  readonly image: string;
  readonly privileged: boolean;

  /** Does it tell machines apart by `/etc/machine-id` of the host? */
  readonly readsMachineId: boolean;
}

const plain = (since: string, tag: string): Exporter => ({
  since,
  image: `docker.io/filswan/resource-exporter:${tag}`,
  privileged: false,
  readsMachineId: false,
});

/** Newest first. Source: facts, compute-provider.md 2.9. */
const EXPORTERS: readonly Exporter[] = [
  { ...plain('1.1.0', 'v12.0.0'), privileged: true, readsMachineId: true },
  { ...plain('0.7.0', 'v11.3.0'), privileged: true },
  plain('0.6.0', 'v11.2.8'),
  plain('0.5.0', 'v11.2.7'),
  plain('0.3.0', 'v11.2.5'),
];

/** The exporter of a version. */
export const exporterOf = (version: ProviderVersion): Exporter =>
  EXPORTERS.find(({ since }) => version.isAtLeast(since))!;

const NAME = 'resource-exporter';
const VOLUME = 'machine-id';
const MACHINE_ID = '/etc/machine-id';

/** Fields of a container, and of its pod. */
interface PodParts {
  readonly container: object;
  readonly pod: object;
}

/** What an exporter may do and read beyond others. */
export const exporterParts = ({ privileged, readsMachineId }: Omit<Exporter, 'since' | 'image'>): PodParts => ({
  container: {
    ...(privileged && { securityContext: { privileged } }),
    ...(readsMachineId && { volumeMounts: [{ name: VOLUME, mountPath: MACHINE_ID, readOnly: true }] }),
  },
  pod: readsMachineId ? { volumes: [{ name: VOLUME, hostPath: { path: MACHINE_ID, type: 'File' } }] } : {},
});

/**
 * Tells the provider which GPUs and how much else a node has. The provider looks for pods of this label in this namespace, and reads the
 * last line of their logs.
 */
export const exporterDaemonSet = (image: string, { container, pod }: PodParts) => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: `${NAME}-ds`, namespace: 'kube-system', labels: { app: NAME } },
  spec: {
    selector: { matchLabels: { app: NAME } },
    template: {
      metadata: { labels: { app: NAME } },
      spec: {
        automountServiceAccountToken: false,
        containers: [{ name: NAME, image, imagePullPolicy: 'IfNotPresent', ...container }],
        ...pod,
      },
    },
  },
});
