import type { CPodInfoForm, CPodOperatorProps } from '../../operator/cpod-operator-props';
import { LOCKED, NOBODY, RUNTIME_DEFAULT } from '../locked';
import { DEFAULTS, fromSecret, NAMESPACE, variable } from './info';

export const MANAGER = 'cpod-controller-manager';
const PORTAL = 'cpod-portalsynch';
export const PORTAL_ACCOUNT = 'cpod-sa-portalsynch';

const REGISTRY = 'sxwl-registry.cn-beijing.cr.aliyuncs.com/sxwl-ai';
const IMAGES = {
  manager: `${REGISTRY}/cpodoperator:60f1361`,
  portalSync: `${REGISTRY}/portalsynch:60f1361`,
  rbacProxy: 'quay.io/brancz/kube-rbac-proxy:v0.15.0',
};

const probe = (path: string, initialDelaySeconds: number, periodSeconds: number) => ({
  httpGet: { path, port: 8081 },
  initialDelaySeconds,
  periodSeconds,
});

function deployment(name: string, role: string, pod: object) {
  const labels = { 'control-plane': role };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: NAMESPACE, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { terminationGracePeriodSeconds: 10, ...pod } },
    },
  };
}

/** Facts: threek.md 4.3. The caches of a manager that watches the whole cluster want more than upstream's 128Mi. */
export function managerDeployment(props: CPodOperatorProps, form: CPodInfoForm) {
  const images = { ...IMAGES, ...props.images };
  return deployment(MANAGER, 'controller-manager', {
    serviceAccountName: MANAGER,
    securityContext: { runAsNonRoot: true, seccompProfile: RUNTIME_DEFAULT },
    containers: [
      {
        name: 'kube-rbac-proxy',
        image: images.rbacProxy,
        args: ['--secure-listen-address=0.0.0.0:8443', '--upstream=http://127.0.0.1:8080/'],
        ports: [{ name: 'https', containerPort: 8443, protocol: 'TCP' }],
        resources: { requests: { cpu: '5m', memory: '64Mi' }, limits: { cpu: '500m', memory: '128Mi' } },
        securityContext: LOCKED,
      },
      {
        name: 'manager',
        image: images.manager,
        command: ['/manager'],
        args: managerArguments(props),
        env: [
          variable('ACCESS_KEY', 'access_key', props, form),
          variable('CPOD_ID', 'cpod_id', props, form),
          variable('API_ADDRESS', 'api_address', props, form),
          ...storeVariables(props),
        ],
        livenessProbe: probe('/healthz', 15, 20),
        readinessProbe: probe('/readyz', 5, 10),
        resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
        securityContext: LOCKED,
      },
    ],
  });
}

/** Flags have no other form for the keys of the object store; the kubelet fills them in, so no manifest holds them. */
const managerArguments = ({ storageClass, images, objectStore }: CPodOperatorProps): string[] => [
  '--health-probe-bind-address=:8081',
  '--metrics-bind-address=127.0.0.1:8080',
  '--leader-elect',
  `--storageClassName=${storageClass ?? DEFAULTS.storageClass}`,
  ...(images?.jupyterLab === undefined ? [] : [`--jupyterlab-image=${images.jupyterLab}`]),
  ...(objectStore ? ['--oss-ak=$(OSS_ACCESS_KEY)', '--oss-as=$(OSS_SECRET_KEY)'] : []),
];

const storeVariables = ({ objectStore: store }: CPodOperatorProps) =>
  store
    ? [
        fromSecret('OSS_ACCESS_KEY', store.secret, store.accessKeyKey ?? 'access-key'),
        fromSecret('OSS_SECRET_KEY', store.secret, store.secretKeyKey ?? 'secret-key'),
      ]
    : [];

/** It reads the flag, not the variable STORAGECLASS; the older images read the variable. */
export function portalDeployment(props: CPodOperatorProps, form: CPodInfoForm) {
  return deployment(PORTAL, 'portalsynch', {
    serviceAccountName: PORTAL_ACCOUNT,
    securityContext: NOBODY,
    containers: [
      {
        name: 'portalsynch',
        image: props.images?.portalSync ?? IMAGES.portalSync,
        args: [`--storageClassName=${props.storageClass ?? DEFAULTS.storageClass}`],
        env: [
          variable('ACCESS_KEY', 'access_key', props, form),
          variable('CPOD_ID', 'cpod_id', props, form),
          variable('API_ADDRESS', 'api_address', props, form),
          variable('STORAGECLASS', 'storage_class', props, form),
        ],
        resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
        securityContext: LOCKED,
      },
    ],
  });
}

export const metricsService = () => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: `${MANAGER}-metrics-service`,
    namespace: NAMESPACE,
    labels: { 'control-plane': 'controller-manager' },
  },
  spec: {
    ports: [{ name: 'https', port: 8443, protocol: 'TCP', targetPort: 'https' }],
    selector: { 'control-plane': 'controller-manager' },
  },
});
