import { LABEL } from '../formats';
import { format, isSet, items, missing, notEmpty, notNegative, required, when } from '../rule';
import type { Fields, Rule, Walk } from '../walk';
import { CRON, TIME_ZONE } from './cron';
import { checkSelector } from './workloads';

/** k8s.io/kubernetes pkg/apis/batch/validation: the controller makes one object an index. */
const MAX_INDEXED_PARALLELISM = 100_000;

/** The first Kubernetes versions that do not drop the fields of the newer kinds of jobs. */
const KNOWS: { readonly [field: string]: number } = {
  backoffLimitPerIndex: 29,
  maxFailedIndexes: 29,
  successPolicy: 31,
};

const indexed: Rule = (job, walk) => {
  const has = (field: string) => job[field] != null && walk.minor >= KNOWS[field];
  if (job.completionMode !== 'Indexed') {
    for (const field in KNOWS) {
      if (has(field)) walk.error('GPULAB1211', field, `${field} is only for completionMode Indexed`);
    }
    return;
  }
  if (job.completions == null) missing(walk, 'completions', 'completionMode Indexed needs it');
  if ((job.parallelism ?? 0) > MAX_INDEXED_PARALLELISM)
    walk.error(
      'GPULAB1206',
      'parallelism',
      `parallelism is ${job.parallelism}; with completionMode Indexed at most ${MAX_INDEXED_PARALLELISM} is allowed`,
    );
  if (has('maxFailedIndexes') && job.backoffLimitPerIndex == null)
    missing(walk, 'backoffLimitPerIndex', 'maxFailedIndexes needs it');
};

const ends: Rule = (job, walk) => {
  const policy = job.template?.spec?.restartPolicy;
  const at = ['template', 'spec', 'restartPolicy'];
  if (job.template?.spec == null) return;
  if (!isSet(policy) || policy === 'Always')
    walk.error(
      'GPULAB1215',
      at,
      `restartPolicy is ${isSet(policy) ? policy : 'Always by default'}; a job allows Never and OnFailure`,
    );
  else if (job.podFailurePolicy != null && policy !== 'Never')
    walk.error('GPULAB1215', at, `restartPolicy is ${policy}; with podFailurePolicy only Never is allowed`);
};

/** A job's selector is made by the API server, unless the job says that it knows better. */
const jobSelector: Rule = (job, walk) => {
  if (walk.kind === 'CronJob') {
    if (isSelective(job.selector))
      walk.error('GPULAB1215', 'selector', 'the selector of a job of a CronJob is made by Kubernetes');
    if (job.manualSelector === true)
      walk.error('GPULAB1215', 'manualSelector', 'a CronJob makes many jobs, so their selector cannot be manual');
  } else if (job.manualSelector === true) {
    if (job.selector == null) missing(walk, 'selector', 'manualSelector needs it');
    else checkSelector(job, walk, true);
  } else if (isSelective(job.selector)) {
    walk.error(
      'GPULAB1215',
      'selector',
      'the selector of a job is made by Kubernetes',
      'leave it out, or set manualSelector',
    );
  }
};

const isSelective = (selector: Fields | undefined): boolean =>
  Object.keys(selector?.matchLabels ?? {}).length + (selector?.matchExpressions?.length ?? 0) > 0;

const podName: Rule = (job, walk) => {
  const { completions, completionMode } = job.spec ?? {};
  const name = job.metadata?.name;
  if (completionMode !== 'Indexed' || !(completions > 0) || !isSet(name)) return;
  const last = `${name}-${completions - 1}`;
  if (!LABEL.matches(last))
    walk.error('GPULAB1103', ['metadata', 'name'], `the last pod would be "${last}", which is not ${LABEL.allowed}`);
};

const JOB_COUNTS = notNegative(
  'parallelism',
  'completions',
  'backoffLimit',
  'activeDeadlineSeconds',
  'ttlSecondsAfterFinished',
);
const INDEX_COUNTS = when(
  ({ minor }) => minor >= KNOWS.maxFailedIndexes,
  notNegative('backoffLimitPerIndex', 'maxFailedIndexes'),
);

const failureRules: Rule = (policy: Fields, walk: Walk) => {
  for (const [index, rule] of items(policy.rules)) {
    const codes = isSet(rule.onExitCodes);
    const conditions = isSet(rule.onPodConditions);
    if (codes === conditions)
      walk.error(
        'GPULAB1211',
        ['rules', index],
        `the rule has ${codes ? 'both' : 'neither'} onExitCodes and onPodConditions; one is needed`,
      );
  }
};

export const BATCH_RULES: readonly (readonly [string, readonly Rule[]])[] = [
  ['batch.v1.Job', [required('spec'), podName]],
  ['batch.v1.JobSpec', [JOB_COUNTS, INDEX_COUNTS, notEmpty('completionMode'), indexed, ends, jobSelector]],
  ['batch.v1.PodFailurePolicy', [failureRules]],
  ['batch.v1.CronJob', [required('spec')]],
  [
    'batch.v1.CronJobSpec',
    [
      format(CRON, 'schedule'),
      format(TIME_ZONE, 'timeZone'),
      notEmpty('timeZone'),
      notNegative('startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'),
    ],
  ],
  ['batch.v1.JobTemplateSpec', [required('spec')]],
];
