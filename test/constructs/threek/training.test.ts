import { Duration } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import {
  CPodJob,
  type CPodJobProps,
  CPodJobType,
  TrainingKind,
  TrainingOperator,
  type TrainingOperatorProps,
} from '../../../constructs/threek';
import { manifestsOf, named, platform, told } from './support';

function training(props?: TrainingOperatorProps) {
  const { app, chart } = platform();
  return { app, manifests: manifestsOf(new TrainingOperator(chart, 'training', props)) };
}

const argumentsOf = (manifests: any[], name: string): string[] =>
  named(manifests, 'Deployment', name).spec.template.spec.containers[0].args;

describe('fact 9: training', () => {
  test('the training operator runs PyTorchJob and no MPIJob', () => {
    const { manifests } = training();
    expect(argumentsOf(manifests, 'training-operator')).toEqual([
      '--enable-scheme=tfjob',
      '--enable-scheme=pytorchjob',
      '--enable-scheme=xgboostjob',
      '--pytorch-init-container-image=docker.io/library/alpine:3.10',
    ]);
  });

  test('there is one definition of MPIJob, in version v2beta1', () => {
    const { manifests } = training();
    const { versions } = named(manifests, 'CustomResourceDefinition', 'mpijobs.kubeflow.org').spec;
    expect(versions.map(({ name }: any) => name)).toEqual(['v2beta1']);
    const without = training({ mpi: false }).manifests.map(({ metadata }) => metadata.name);
    expect(without.filter((name) => name.includes('mpi'))).toEqual([]);
  });

  test('with Volcano both operators start pods of a job together', () => {
    const { manifests } = training({ gangScheduling: true });
    expect(argumentsOf(manifests, 'training-operator')).toContain('--gang-scheduler-name=volcano');
    expect(argumentsOf(manifests, 'mpi-operator')).toContain('--gang-scheduling=volcano');
    expect(JSON.stringify(training().manifests)).not.toContain('volcano');
  });
});

describe('the training operator', () => {
  test('answers webhooks for kinds that it runs, and for no others', () => {
    const { manifests, app } = training({ kinds: [TrainingKind.PYTORCH] });
    expect(told({ app })).toEqual([]);
    const { webhooks } = named(manifests, 'ValidatingWebhookConfiguration', 'validator.training-operator.kubeflow.org');
    expect(webhooks.map(({ rules }: any) => rules[0].resources)).toEqual([['pytorchjobs']]);
    expect(named(manifests, 'Secret', 'training-operator-webhook-cert')).not.toHaveProperty('data');
    expect(named(manifests, 'Service', 'training-operator').spec.ports[1]).toMatchObject({
      port: 443,
      targetPort: 9443,
    });
  });

  test('without a webhook has neither Secret nor port for it', () => {
    const { manifests } = training({ webhook: false, mpi: false });
    expect(manifests.map(({ kind }) => kind)).toEqual([
      ...Array(3).fill('CustomResourceDefinition'),
      'ServiceAccount',
      'ClusterRole',
      'ClusterRoleBinding',
      'Service',
      'Deployment',
    ]);
  });

  test('may touch what it runs, and nothing by a wildcard', () => {
    const { manifests } = training({ kinds: [TrainingKind.PYTORCH], mpi: false });
    const { rules } = named(manifests, 'ClusterRole', 'training-operator');
    expect(rules.slice(0, 3).flatMap(({ resources }: any) => resources)).toEqual([
      'pytorchjobs',
      'pytorchjobs/status',
      'pytorchjobs/finalizers',
    ]);
    expect(JSON.stringify(rules)).not.toMatch(/\*|secrets|roles/);
  });

  test('leaves definitions to upstream on request', () => {
    expect(training({ definitions: false }).manifests.map(({ kind }) => kind)).not.toContain(
      'CustomResourceDefinition',
    );
  });

  test('needs a kind', () => {
    expect(told(training({ kinds: [] }))).toEqual(['GPULAB2832 kinds: kinds is empty: the operator would run no jobs']);
  });
});

const pytorch: CPodJobProps = {
  namespace: 'user-1',
  type: CPodJobType.PYTORCH,
  image: 'registry.example.org/train:1',
  gpusPerWorker: 8,
  gpuModel: 'NVIDIA-A100-SXM4-80GB',
  workers: 2,
};

function job(props: Partial<CPodJobProps> = {}) {
  const { app, chart } = platform();
  app.external.customKind('cpod.cpod/v1beta1', 'CPodJob', 'Namespaced' as any);
  return { app, manifests: manifestsOf(new CPodJob(chart, 'train', { ...pytorch, ...props })) };
}

describe('a CPodJob', () => {
  test('has the fields that the operator reads', () => {
    const { app, manifests } = job({
      command: ['python', 'train.py'],
      env: { A: '1' },
      secretEnv: { HF_TOKEN: { secret: 'hub', key: 'token' } },
      dataset: { name: 'wiki', mountPath: '/data', isPublic: true },
      checkpoints: { mountPath: '/ckpt', sizeMib: 1024 },
      trainedModel: { mountPath: '/out', sizeMib: 2048 },
      uploadModel: true,
      duration: Duration.hours(2),
      backoffLimit: 0,
    });
    expect(told({ app })).toEqual([]);
    expect(manifests).toEqual([
      {
        apiVersion: 'cpod.cpod/v1beta1',
        kind: 'CPodJob',
        metadata: { name: 'train', namespace: 'user-1' },
        spec: {
          image: 'registry.example.org/train:1',
          jobType: 'pytorch',
          command: ['python', 'train.py'],
          env: [
            { name: 'A', value: '1' },
            { name: 'HF_TOKEN', valueFrom: { secretKeyRef: { name: 'hub', key: 'token' } } },
          ],
          gpuRequiredPerReplica: 8,
          gpuType: 'NVIDIA-A100-SXM4-80GB',
          workerReplicas: 2,
          datasetName: 'wiki',
          datasetPath: '/data',
          datasetIsPublic: true,
          ckptPath: '/ckpt',
          ckptVolumeSize: 1024,
          modelSavePath: '/out',
          modelSaveVolumeSize: 2048,
          uploadModel: true,
          duration: 120,
          backoffLimit: 0,
        },
      },
    ]);
  });

  test.each([CPodJobType.PYTORCH, CPodJobType.MPI])(
    'of type %s without a model of GPU would select no node',
    (type) => {
      const [line] = told(job({ type, gpuModel: undefined, workers: 8 }));
      expect(line).toContain('GPULAB2833 gpuModel');
    },
  );

  test('is warned of a variable that seems to be a secret, without its value', () => {
    const { app } = job({ env: { AWS_SECRET_ACCESS_KEY: 'hunter2' } });
    expect(app.check()).toEqual([expect.objectContaining({ level: 'warning', key: 'env.AWS_SECRET_ACCESS_KEY' })]);
    expect(told({ app })[0]).not.toContain('hunter2');
  });

  test('of type general has no GPU', () => {
    const general = { type: CPodJobType.GENERAL, workers: 1 };
    expect(told(job({ ...general, gpuModel: undefined }))[0]).toContain('GPULAB2833 gpusPerWorker');
    expect(told(job({ ...general, gpusPerWorker: 0 }))[0]).toContain('GPULAB2833 gpuModel');
    expect(told(job({ ...general, gpusPerWorker: 0, gpuModel: undefined }))).toEqual([]);
  });

  test('of type tensorFlow is refused: no controller makes TFJobs of it', () => {
    const { app, manifests } = job({ type: CPodJobType.TENSORFLOW });
    expect(told({ app })).toEqual([expect.stringContaining('GPULAB2833 type: no controller makes TFJobs')]);
    expect(manifests).toEqual([]);
  });

  test('of type mpi is warned of when workers and GPUs differ: the operator confuses them', () => {
    expect(job({ type: CPodJobType.MPI }).app.check()).toMatchObject([{ level: 'warning', code: 'GPULAB2834' }]);
    expect(told(job({ type: CPodJobType.MPI, workers: 8 }))).toEqual([]);
  });

  test.each([
    [{ name: 'Train' }, 'name'],
    [{ name: 'a'.repeat(51) }, 'name'],
    [{ image: '' }, 'image'],
    [{ workers: 0 }, 'workers'],
    [{ gpusPerWorker: 1.5 }, 'gpusPerWorker'],
    [{ checkpoints: { mountPath: 'ckpt', sizeMib: 1 } }, 'checkpoints.mountPath'],
    [{ trainedModel: { mountPath: '/m', sizeMib: 2 ** 31 } }, 'trainedModel.sizeMib'],
    [{ uploadModel: true }, 'uploadModel'],
    [{ duration: Duration.seconds(90) }, 'duration'],
    [{ duration: Duration.minutes(0) }, 'duration'],
    [{ dataset: { name: 'd', mountPath: '/d' }, checkpoints: { mountPath: '/d', sizeMib: 1 } }, 'mountPath'],
    [{ secretEnv: { A: { secret: 'A b', key: 'k' } } }, 'secretEnv.A.secret'],
    [{ env: { A: '1' }, secretEnv: { A: { secret: 's', key: 'k' } } }, 'env.A'],
  ])('%j is refused', (props, key) => {
    const { app, manifests } = job(props);
    expect(app.check().map((finding) => finding.key)).toEqual([key]);
    expect(manifests).toEqual([]);
  });
});
