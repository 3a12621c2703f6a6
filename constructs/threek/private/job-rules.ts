import type { Duration } from 'cdk8s';
import type { Problem } from '../../core/checks/check';
import { isSecretPath } from '../../core/private/secret-key';
import { IMAGE } from '../../core/rules/names';
import { error, warning } from '../../core/rules/problem';
import { Rules } from '../../core/rules/rules';
import { type CPodJobProps, CPodJobType } from '../jobs/cpod-job-props';

/** Behind the name of a job the operator puts `-modelsave` and more for claims and jobs of its own. */
const LONGEST_NAME = 50;

const PATH = /^\/[^\0]*$/;

/** Largest size of a claim that fits into the field, in MiB: an int32. */
const MOST_MIB = 2 ** 31 - 1;

/** What is wrong with a job, and what the operator would make of it that nobody means (facts: threek.md 8, row 10). */
export function jobProblems(name: string, props: CPodJobProps): Problem[] {
  const rules = new Rules();
  const { namespace, image, gpusPerWorker = 0, workers = 1, backoffLimit } = props;
  rules.label('name', name, LONGEST_NAME);
  rules.label('namespace', namespace);
  rules.matching('image', image, IMAGE, 'a reference to an image');
  if (props.gpuModel !== undefined) rules.labelValue('gpuModel', props.gpuModel);
  rules.whole('gpusPerWorker', gpusPerWorker, 0);
  rules.whole('workers', workers, 1);
  if (backoffLimit !== undefined) rules.whole('backoffLimit', backoffLimit, 0);
  volumeRules(rules, props);
  variableRules(rules, props);
  if (props.duration !== undefined && !isWholeMinutes(props.duration)) {
    rules.error('GPULAB2833', 'duration is to be at least one minute, in whole minutes', 'duration');
  }
  return [...rules.problems, ...typeProblems(props, gpusPerWorker, workers)];
}

function volumeRules(rules: Rules, { dataset, pretrainedModel, checkpoints, trainedModel }: CPodJobProps): void {
  for (const [key, input] of Object.entries({ dataset, pretrainedModel })) {
    if (!input) continue;
    rules.subdomain(`${key}.name`, input.name);
    rules.matching(`${key}.mountPath`, input.mountPath, PATH, 'an absolute path');
  }
  for (const [key, volume] of Object.entries({ checkpoints, trainedModel })) {
    if (!volume) continue;
    rules.matching(`${key}.mountPath`, volume.mountPath, PATH, 'an absolute path');
    rules.whole(`${key}.sizeMib`, volume.sizeMib, 1, MOST_MIB);
  }
  const all = [dataset, pretrainedModel, checkpoints, trainedModel];
  rules.distinct(
    'mountPath',
    all.flatMap((one) => one?.mountPath ?? []),
  );
}

function variableRules(rules: Rules, { env, secretEnv }: CPodJobProps): void {
  for (const [variable, { secret, key }] of Object.entries(secretEnv ?? {})) {
    rules.subdomain(`secretEnv.${variable}.secret`, secret);
    rules.matching(`secretEnv.${variable}.key`, key, /^[-._a-zA-Z0-9]+$/, 'a key of a Secret');
    if (!Object.hasOwn(env ?? {}, variable)) continue;
    const message = `variable ${variable} is in env and in secretEnv: pods have one of them`;
    rules.error('GPULAB2833', message, `env.${variable}`);
  }
  for (const variable of Object.keys(env ?? {}).filter((name) => isSecretPath([name]))) {
    const message = `variable ${variable} seems to be a secret, and stands in the manifest in clear`;
    rules.problems.push(warning('GPULAB2826', message, `env.${variable}`, 'take it from a Secret: secretEnv'));
  }
}

/** The field is a whole number of minutes; none means none, and not "for ever". */
const isWholeMinutes = (duration: Duration): boolean => {
  const minutes = duration.toMinutes({ integral: false });
  return Number.isInteger(minutes) && minutes >= 1;
};

function typeProblems({ type, gpuModel, uploadModel, trainedModel }: CPodJobProps, gpus: number, workers: number) {
  const problems: Problem[] = [];
  if (type === CPodJobType.TENSORFLOW) {
    const message =
      'no controller makes TFJobs of it: the CPod operator knows general, mpi and pytorch, and leaves others waiting';
    problems.push(
      error('GPULAB2833', message, 'type', 'write a TFJob (kubeflow.org/v1), which the training operator runs'),
    );
  }
  const selects = type === CPodJobType.MPI || type === CPodJobType.PYTORCH;
  if (selects && gpuModel === undefined) {
    const message = `a job of type ${type} without gpuModel runs nowhere: the operator selects nodes whose label nvidia.com/gpu.product is empty`;
    problems.push(
      error('GPULAB2833', message, 'gpuModel', 'kubectl get nodes -L nvidia.com/gpu.product shows the models'),
    );
  }
  if (type === CPodJobType.GENERAL && (gpus > 0 || gpuModel !== undefined)) {
    const message = 'a general job gets no GPU: the operator selects a node by the model, and asks for none';
    problems.push(
      error('GPULAB2833', message, gpus > 0 ? 'gpusPerWorker' : 'gpuModel', 'take type pytorch with one worker'),
    );
  }
  if (type === CPodJobType.GENERAL && workers > 1) {
    problems.push(error('GPULAB2833', `a general job is one pod; workers is ${workers}`, 'workers'));
  }
  if (type === CPodJobType.MPI && gpus !== workers) {
    const message = `the operator starts ${workers} processes on each of the ${workers} workers, one for each worker and not for each of its ${gpus} GPUs`;
    const hint = 'give -npernode (or -ppr) in the command, or as many workers as each has GPUs';
    problems.push(warning('GPULAB2834', message, 'workers', hint));
  }
  if (uploadModel && !trainedModel) {
    problems.push(error('GPULAB2833', 'uploadModel without trainedModel: there is nothing to upload', 'uploadModel'));
  }
  return problems;
}
