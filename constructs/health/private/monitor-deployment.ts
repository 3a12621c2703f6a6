import { type BooleanValue, StringValue, Values } from '../../core/values';
import { CERTIFICATES } from './monitor-inventory';
import { isGiven, type Monitor } from './monitor-objects';

export const HTTP_PORT = 8080;

/** Key of the token that Prometheus shows. It opens figures alone. */
export const METRICS_TOKEN = 'metrics-token';

const INVENTORY = '/etc/gpulab/inventory';
const SECRETS = '/etc/gpulab/secrets';
const TLS = '/etc/gpulab/tls';
const DATA = '/var/lib/gpulab';

/** The user of the images of distroless; ours needs to be one that is not root, and this one owns nothing. */
const NOBODY = 65532;
/** Files of Secrets: for the group of the pod, and nobody else. */
const GROUP_MAY_READ = 0o440;

/** The pods of a monitor. They are restricted by the Pod Security Standards, and have no account at the API server. */
export function monitorDeployment(monitor: Monitor) {
  const { name, namespace, labels, props, database, inventory } = monitor;
  const isEmbedded = database._isPostgres.negate();
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels },
    spec: {
      replicas: props.replicas ?? 1,
      // An embedded database is opened by one process: the old pod goes before the new one comes.
      strategy: { type: isEmbedded.pickText('Recreate', 'RollingUpdate') },
      selector: { matchLabels: labels },
      template: {
        metadata: {
          labels,
          // The server reads the inventory when it starts.
          annotations:
            inventory === undefined ? undefined : { 'checksum/inventory': StringValue.of(inventory).sha256() },
        },
        spec: {
          serviceAccountName: name,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: NOBODY,
            runAsGroup: NOBODY,
            fsGroup: NOBODY,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'kubernetes.io/hostname',
              whenUnsatisfiable: 'ScheduleAnyway',
              labelSelector: { matchLabels: labels },
            },
          ],
          containers: [containerOf(monitor, isEmbedded)],
          volumes: volumesOf(monitor, isEmbedded),
        },
      },
    },
  };
}

function containerOf({ props, inventory }: Monitor, isEmbedded: BooleanValue): object {
  const { image, cpu = '1', memory = '1536Mi', tlsSecret } = props;
  const tls = isGiven(tlsSecret);
  const httpGet = (path: string): object => ({ path, port: 'http', scheme: tls.pickText('HTTPS', 'HTTP') });
  return {
    name: 'server',
    image,
    imagePullPolicy: 'IfNotPresent',
    args: argumentsOf(inventory !== undefined, isEmbedded, tls, isGiven(props.prometheusNamespace)),
    ports: [{ name: 'http', containerPort: HTTP_PORT, protocol: 'TCP' }],
    // The first start makes the database.
    startupProbe: { httpGet: httpGet('/healthz'), periodSeconds: 2, failureThreshold: 60 },
    livenessProbe: { httpGet: httpGet('/healthz'), periodSeconds: 10, timeoutSeconds: 5 },
    readinessProbe: { httpGet: httpGet('/readyz'), periodSeconds: 5, timeoutSeconds: 5 },
    resources: { requests: { cpu: '100m', memory }, limits: { cpu, memory } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: mountsOf(props, inventory, isEmbedded),
  };
}

/** Secrets are named by their files: arguments can be read by everybody on the node. */
function argumentsOf(
  hasInventory: boolean,
  isEmbedded: BooleanValue,
  tls: BooleanValue,
  prometheus: BooleanValue,
): unknown[] {
  return present(
    'health',
    'serve',
    '--listen',
    `0.0.0.0:${HTTP_PORT}`,
    ...(hasInventory ? ['--inventory', `${INVENTORY}/inventory.yaml`] : []),
    ...['--token-file', `${SECRETS}/token`],
    ...['--metrics-token-file', `${SECRETS}/${METRICS_TOKEN}`].map((argument) => Values.when(prometheus, argument)),
    ...['--secret-key-file', `${SECRETS}/encryption-key`],
    isEmbedded.pickText('--data', '--database-file'),
    isEmbedded.pickText(DATA, `${SECRETS}/database-url`),
    ...['--tls-cert', `${TLS}/tls.crt`, '--tls-key', `${TLS}/tls.key`].map((argument) => Values.when(tls, argument)),
  );
}

function mountsOf(
  { certificates, tlsSecret }: Monitor['props'],
  inventory: string | undefined,
  isEmbedded: BooleanValue,
) {
  const readOnly = (name: string, mountPath: string): object => ({ name, mountPath, readOnly: true });
  return present(
    readOnly('secrets', SECRETS),
    inventory === undefined ? undefined : readOnly('inventory', INVENTORY),
    Values.when(isGiven(certificates), readOnly('certificates', CERTIFICATES)),
    Values.when(isGiven(tlsSecret), readOnly('tls', TLS)),
    Values.when(isEmbedded, { name: 'data', mountPath: DATA }),
    { name: 'tmp', mountPath: '/tmp' },
  );
}

function volumesOf({ name, props, database, inventory }: Monitor, isEmbedded: BooleanValue): unknown[] {
  const { secret, certificates, tlsSecret } = props;
  const item = (key: string, path: string): object => ({ key, path });
  const postgres = database._postgres;
  const ofSecret = (volume: string, secretName: string | undefined): object => ({
    name: volume,
    secret: { secretName, defaultMode: GROUP_MAY_READ },
  });
  const sources = present(
    {
      secret: {
        name: secret,
        items: present(
          item('token', 'token'),
          item('encryption-key', 'encryption-key'),
          Values.when(isGiven(props.prometheusNamespace), item(METRICS_TOKEN, METRICS_TOKEN)),
        ),
      },
    },
    Values.when(database._isPostgres, {
      secret: { name: postgres?.secret, items: [item(postgres?.key ?? 'url', 'database-url')] },
    }),
  );
  return present(
    { name: 'secrets', projected: { defaultMode: GROUP_MAY_READ, sources } },
    inventory === undefined ? undefined : { name: 'inventory', configMap: { name } },
    Values.when(isGiven(certificates), ofSecret('certificates', certificates)),
    Values.when(isGiven(tlsSecret), ofSecret('tls', tlsSecret)),
    Values.when(isEmbedded, { name: 'data', persistentVolumeClaim: { claimName: name } }),
    { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
  );
}

/** A list without what is known not to be there. */
const present = (...items: unknown[]): unknown[] => items.filter((item) => item !== undefined);
