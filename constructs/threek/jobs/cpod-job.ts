import { Construct } from 'constructs';
import { make } from '../../core/private/make';
import { recordCall } from '../../core/private/place';
import { hasError } from '../../core/rules/problem';
import { report } from '../../core/rules/report';
import { byDefault } from '../../core/values/private/by-default';
import { jobProblems } from '../private/job-rules';
import type { CPodJobProps } from './cpod-job-props';

/** A training job of the platform (`cpod.cpod/v1beta1` CPodJob), without what its operator gets wrong. */
export class CPodJob extends Construct {
  /** Name of the job. */
  public readonly jobName: string;

  constructor(scope: Construct, id: string, props: CPodJobProps) {
    super(scope, id);
    recordCall(this, new.target);
    this.jobName = props.name ?? id;
    const problems = jobProblems(byDefault(this.jobName), byDefault(props));
    report(this, problems);
    if (hasError(problems)) return;
    const metadata = { name: this.jobName, namespace: props.namespace };
    make(this, [{ apiVersion: 'cpod.cpod/v1beta1', kind: 'CPodJob', metadata, spec: specOf(props) }]);
  }
}

/** The operator hands them on to the pods as they are. */
const environmentOf = ({ env = {}, secretEnv = {} }: CPodJobProps) => [
  ...Object.entries(env).map(([name, value]) => ({ name, value })),
  ...Object.entries(secretEnv).map(([name, { secret, key }]) => ({
    name,
    valueFrom: { secretKeyRef: { name: secret, key } },
  })),
];

function specOf(props: CPodJobProps) {
  const { dataset, pretrainedModel, checkpoints, trainedModel } = props;
  const env = environmentOf(props);
  return {
    image: props.image,
    jobType: props.type,
    command: props.command,
    args: props.args,
    env: env.length > 0 ? env : undefined,
    gpuRequiredPerReplica: props.gpusPerWorker ?? 0,
    gpuType: props.gpuModel,
    workerReplicas: props.workers ?? 1,
    datasetName: dataset?.name,
    datasetPath: dataset?.mountPath,
    datasetIsPublic: dataset?.isPublic,
    pretrainModelName: pretrainedModel?.name,
    pretrainModelPath: pretrainedModel?.mountPath,
    pretrainModelIsPublic: pretrainedModel?.isPublic,
    ckptPath: checkpoints?.mountPath,
    ckptVolumeSize: checkpoints?.sizeMib,
    modelSavePath: trainedModel?.mountPath,
    modelSaveVolumeSize: trainedModel?.sizeMib,
    uploadModel: props.uploadModel,
    duration: props.duration?.toMinutes(),
    backoffLimit: props.backoffLimit,
  };
}
