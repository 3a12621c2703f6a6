import { groupOf } from '../../shapes/shapes';
import { type Format, LABEL, LABEL_1035, PATH_SEGMENT, SUBDOMAIN } from './formats';

/** The controller appends a time to the name of a CronJob and makes a label of it: 63 - 11. */
const CRON_JOB_MAX = 52;
const RBAC_GROUP = 'rbac.authorization.k8s.io';

const CRON_JOB_NAME: Format = {
  allowed: `${SUBDOMAIN.allowed}; for a CronJob at most ${CRON_JOB_MAX}`,
  matches: (text) => text.length <= CRON_JOB_MAX && SUBDOMAIN.matches(text),
};

const CORE_NAMES: { readonly [kind: string]: Format } = { Namespace: LABEL, Service: LABEL_1035 };

/** The rule for the names of a kind; DNS subdomains are the default, also for custom kinds. */
export function nameFormatOf(apiVersion: string, kind: string): Format {
  const group = groupOf(apiVersion);
  if (group === '') return CORE_NAMES[kind] ?? SUBDOMAIN;
  if (group === RBAC_GROUP || (group === 'policy' && kind === 'PodDisruptionBudget')) return PATH_SEGMENT;
  if (group === 'batch' && kind === 'CronJob') return CRON_JOB_NAME;
  // Its pods' host names are made of it.
  if (group === 'apps' && kind === 'StatefulSet') return LABEL;
  return SUBDOMAIN;
}
