import { TrainingKind, type TrainingOperatorProps } from '../../training/training-operator-props';
import { LOCKED, NOBODY } from '../locked';
import { pluralOf } from './kinds';

export const TRAINING = 'training-operator';
export const MPI = 'mpi-operator';

/** The operator's own default, said aloud so that a mirror finds it. */
const INIT_IMAGE = 'docker.io/library/alpine:3.10';

/** Empty at first: the operator fills it. */
const CERTIFICATE = 'training-operator-webhook-cert';

const POD_LABELS = { 'control-plane': 'kubeflow-training-operator' };

/** No sidecar: the operator talks to the API server before it would be ready. */
const NO_SIDECAR = { 'sidecar.istio.io/inject': 'false' };

/** Their caches grow with the number of jobs and pods; upstream says nothing, so a full node would end them first. */
const RESOURCES = { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '1Gi' } };

const fromField = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { fieldPath } } });

const probe = (path: string, initialDelaySeconds: number, periodSeconds: number) => ({
  httpGet: { path, port: 8081 },
  initialDelaySeconds,
  periodSeconds,
  timeoutSeconds: 3,
});

/** An operator of one container in a namespace of its own name. */
const operatorDeployment = (name: string, labels: { readonly [label: string]: string }, pod: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: name, labels },
  spec: {
    replicas: 1,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels, annotations: NO_SIDECAR },
      spec: { serviceAccountName: name, securityContext: NOBODY, ...pod },
    },
  },
});

/** Facts: threek.md 3.5. The platform's own manifest lacks the gang scheduler, though its documents promise it. */
export const trainingDeployment = (kinds: readonly TrainingKind[], webhook: boolean, props: TrainingOperatorProps) =>
  operatorDeployment(TRAINING, POD_LABELS, {
    terminationGracePeriodSeconds: 10,
    containers: [trainingContainer(kinds, webhook, props)],
    ...(webhook ? { volumes: [{ name: 'cert', secret: { secretName: CERTIFICATE, defaultMode: 0o644 } }] } : {}),
  });

function trainingContainer(kinds: readonly TrainingKind[], webhook: boolean, props: TrainingOperatorProps): object {
  const { image = 'ghcr.io/kubeflow/training-v1/training-operator:v1-93c5489', pytorchInitImage = INIT_IMAGE } = props;
  const certificate = { name: 'cert', mountPath: '/tmp/k8s-webhook-server/serving-certs', readOnly: true };
  return {
    name: TRAINING,
    image,
    command: ['/manager'],
    args: [
      ...kinds.map((kind) => `--enable-scheme=${kind}`),
      ...(props.gangScheduling ? ['--gang-scheduler-name=volcano'] : []),
      ...(kinds.includes(TrainingKind.PYTORCH) ? [`--pytorch-init-container-image=${pytorchInitImage}`] : []),
    ],
    env: [fromField('MY_POD_NAMESPACE', 'metadata.namespace'), fromField('MY_POD_NAME', 'metadata.name')],
    ports: [
      { name: 'metrics', containerPort: 8080 },
      ...(webhook ? [{ name: 'webhook-server', containerPort: 9443, protocol: 'TCP' }] : []),
    ],
    livenessProbe: probe('/healthz', 15, 20),
    readinessProbe: probe('/readyz', 10, 15),
    resources: RESOURCES,
    securityContext: LOCKED,
    ...(webhook ? { volumeMounts: [certificate] } : {}),
  };
}

export const trainingService = (webhook: boolean) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: TRAINING,
    namespace: TRAINING,
    labels: { app: TRAINING },
    annotations: { 'prometheus.io/path': '/metrics', 'prometheus.io/port': '8080', 'prometheus.io/scrape': 'true' },
  },
  spec: {
    ports: [
      { name: 'monitoring-port', port: 8080, targetPort: 8080, protocol: 'TCP' },
      ...(webhook ? [{ name: 'webhook-server', port: 443, targetPort: 9443, protocol: 'TCP' }] : []),
    ],
    selector: POD_LABELS,
    type: 'ClusterIP',
  },
});

export const certificateSecret = () => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: CERTIFICATE, namespace: TRAINING },
  type: 'Opaque',
});

/** The operator answers for kinds that run only; its certificate authority it writes here itself. */
export const webhookConfiguration = (kinds: readonly TrainingKind[]) => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: { name: 'validator.training-operator.kubeflow.org' },
  webhooks: kinds.map((kind) => ({
    name: `validator.${kind}.training-operator.kubeflow.org`,
    admissionReviewVersions: ['v1'],
    clientConfig: { service: { name: TRAINING, namespace: TRAINING, path: `/validate-kubeflow-org-v1-${kind}` } },
    failurePolicy: 'Fail',
    rules: [
      {
        apiGroups: ['kubeflow.org'],
        apiVersions: ['v1'],
        operations: ['CREATE', 'UPDATE'],
        resources: [pluralOf(kind)],
      },
    ],
    sideEffects: 'None',
  })),
});

export const mpiDeployment = ({ mpiImage, gangScheduling }: TrainingOperatorProps) =>
  operatorDeployment(
    MPI,
    { app: MPI },
    {
      containers: [
        {
          name: MPI,
          image: mpiImage ?? 'docker.io/mpioperator/mpi-operator:0.8.0',
          args: [
            '-alsologtostderr',
            `--lock-namespace=${MPI}`,
            ...(gangScheduling ? ['--gang-scheduling=volcano'] : []),
          ],
          resources: RESOURCES,
          securityContext: LOCKED,
        },
      ],
    },
  );
