import { DNS_LABEL, LABEL_VALUE, LONGEST_LABEL, SERVICE_NAME } from '../../../core/rules/names';
import type { IntegerValue, StringValue, Values } from '../../../core/values';
import {
  DEFAULT_BASE_NAME,
  defaultDeployName,
  EXTRA_PORT_SUFFIX,
  jobName,
  PORT_SUFFIX,
} from '../../private/workload-names';
import type { Site } from '../../site';
import { beginsWith, holds, implies, isAtMost, orEmpty } from './conditions';
import { othersNamespaces } from './student-values';

/** The namespace of a job that names none (iiisthu/ailab user/userchart). */
export const DEFAULT_NAMESPACE = 'default';

/** Names of a job's objects: those that its values give, else those that are put together. */
export interface JobNames {
  readonly namespace: StringValue;
  readonly deployName: StringValue;
  readonly label: StringValue;
  readonly containerName: StringValue;
}

/** Declares the values that name a job. */
export function jobNames(values: Values, site: Site): JobNames {
  const namespace = values.text('NameSpace', {
    description: 'Your namespace: your login name. All objects go there, whatever the namespace of the release is.',
    defaultValue: DEFAULT_NAMESPACE,
    pattern: DNS_LABEL.source,
    maxLength: LONGEST_LABEL,
    forbidden: othersNamespaces(site).filter((name) => name !== DEFAULT_NAMESPACE),
  });
  values.demand(
    beginsWith(namespace, 'kube-').negate(),
    'NameSpace begins with "kube-", as namespaces of Kubernetes do',
  );
  const base = values.text('BaseName', {
    description: 'What kind of job it is, for names.',
    defaultValue: DEFAULT_BASE_NAME,
    pattern: DNS_LABEL.source,
    maxLength: LONGEST_LABEL,
  });
  const job = values.computed('job', jobName(base.text, values.releaseName().text)).text;
  const nameOr = (otherwise: string, key: string, pattern: RegExp, description: string): string =>
    values
      .text(key, { description, optional: true, pattern: orEmpty(pattern), maxLength: LONGEST_LABEL })
      .orDefault(otherwise).text;
  const deployName = nameOr(
    defaultDeployName(namespace.text, job),
    'DeployName',
    SERVICE_NAME,
    'Name of Deployment, Service and Ingress. Without it: NameSpace-BaseName-RELEASE.',
  );
  const label = nameOr(job, 'Label', LABEL_VALUE, 'Label "app" of the pods. Without it: BaseName-RELEASE.');
  const containerName = nameOr(job, 'ContainerName', DNS_LABEL, 'Name of the container. Without it: BaseName-RELEASE.');
  return {
    namespace,
    deployName: values.computed('deployName', deployName),
    label: values.computed('label', label),
    containerName: values.computed('containerName', containerName),
  };
}

/** Demands of names that are put together what patterns demand of those that are given. */
export function demandGoodNames(values: Values, names: JobNames, extraPort: IntegerValue): void {
  const { deployName, label, containerName } = names;
  const hint = 'give a DeployName, or a shorter NameSpace, BaseName or release';
  const roomBefore = (suffix: string): number => LONGEST_LABEL - suffix.length;
  const tooLong = (suffix: string): string =>
    `DeployName (NameSpace-BaseName-RELEASE unless it is given) may have ${roomBefore(suffix)} characters: a port of the ` +
    `Service is named after it, with ${suffix.length} more ("${suffix}"), and may have ${LONGEST_LABEL}; ${hint}`;
  values.demand(isAtMost(deployName, roomBefore(PORT_SUFFIX)), tooLong(PORT_SUFFIX));
  values.demand(
    implies(extraPort.greaterThan(0), isAtMost(deployName, roomBefore(EXTRA_PORT_SUFFIX))),
    `with an ExtraPort ${tooLong(EXTRA_PORT_SUFFIX)}`,
  );
  values.demand(
    isAtMost(label, LONGEST_LABEL).both(isAtMost(containerName, LONGEST_LABEL)),
    `Label and ContainerName (BaseName-RELEASE unless they are given) may have ${LONGEST_LABEL} characters`,
  );
  values.demand(
    beginsWith(deployName, ...'0123456789').negate(),
    'DeployName (NameSpace-BaseName-RELEASE unless it is given) must begin with a letter, as names of Services do; give a DeployName',
  );
  values.demand(
    holds(deployName, '.').either(holds(containerName, '.')).negate(),
    'the name of the release has a ".", which names of Services and containers must not; take another, or give DeployName and ContainerName',
  );
}
