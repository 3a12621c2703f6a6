import {
  DATA_KEY,
  ENVIRONMENT_NAME,
  HTTP_HEADER_NAME,
  LABEL,
  PATH_WITHOUT_BACKSTEP,
  PORT_NAME,
  QUALIFIED_NAME,
  QUALIFIED_NAME_ANY_CASE,
  RELATIVE_PATH,
  RELAXED_ENVIRONMENT_NAME,
  SUBDOMAIN,
} from '../formats';
import {
  badText,
  exactlyOne,
  format,
  isSet,
  items,
  missing,
  notEmpty,
  notNegative,
  oneOf,
  range,
  rangeUnlessZero,
  required,
  unique,
  when,
} from '../rule';
import type { Fields, Rule, Walk } from '../walk';

const MAX_PORT = 65_535;
const MAX_ID = 2 ** 31 - 1;
/** The first Kubernetes version that takes nearly any name of an environment variable. */
const RELAXES_ENVIRONMENT_NAMES = 32;
/** The first Kubernetes versions that do not drop these fields: `resizePolicy`, `recursiveReadOnly`. */
const KNOWS_RESIZING = 33;
const KNOWS_RECURSIVE_READ_ONLY = 31;

export const portNumberOrName =
  (field: string): Rule =>
  (value, walk) => {
    const port = value[field];
    if (typeof port === 'number') range(1, MAX_PORT, field)(value, walk);
    else if (typeof port === 'string' && !PORT_NAME.matches(port)) badText(walk, field, port, PORT_NAME);
  };

const environmentName = (walk: Walk) =>
  walk.minor >= RELAXES_ENVIRONMENT_NAMES ? RELAXED_ENVIRONMENT_NAME : ENVIRONMENT_NAME;

const environmentVariable: Rule = (variable, walk) => {
  if (isSet(variable.name)) format(environmentName(walk), 'name')(variable, walk);
  if (isSet(variable.value) && isSet(variable.valueFrom))
    walk.error('GPULAB1211', 'valueFrom', `${variable.name} has both value and valueFrom; one is allowed`);
};

const environmentSource: Rule = (source, walk) => format(environmentName(walk), 'prefix')(source, walk);

/** Paths of the downward API; labels and annotations can be asked for one by one. */
const FIELD_PATHS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
const SUBSCRIPTED = /^metadata\.(labels|annotations)\['(.*)'\]$/;

const fieldReference = (allowed: readonly string[]): Rule => {
  const paths = new Set(allowed);
  return (source, walk) => {
    const path = source.fieldRef?.fieldPath;
    if (!isSet(path) || paths.has(path)) return;
    const [, map, key] = SUBSCRIPTED.exec(path) ?? [];
    const form = map === 'labels' ? QUALIFIED_NAME : QUALIFIED_NAME_ANY_CASE;
    const at = ['fieldRef', 'fieldPath'];
    if (map === undefined)
      walk.error(
        'GPULAB1207',
        at,
        `"${path}" is not a field of a pod; allowed are ${allowed.join(', ')}, metadata.labels['KEY'] and metadata.annotations['KEY']`,
      );
    else if (!form.matches(key)) badText(walk, at, key, form);
  };
};

export const volumeFieldReference = fieldReference([
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'metadata.labels',
  'metadata.annotations',
]);

const RESOURCE_PATH = /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)$/;

const resourceReference: Rule = (source, walk) => {
  if (isSet(source.resource) && !RESOURCE_PATH.test(source.resource))
    walk.error(
      'GPULAB1207',
      'resource',
      `"${source.resource}" is not a resource of a container; allowed are limits and requests of cpu, memory, ephemeral-storage, as limits.cpu`,
    );
};

const keyReference: Rule = (reference, walk) => {
  if (!isSet(reference.name)) missing(walk, 'name');
  format(SUBDOMAIN, 'name')(reference, walk);
  format(DATA_KEY, 'key')(reference, walk);
};

const mount: Rule = (value, walk) => {
  if (isSet(value.subPath) && isSet(value.subPathExpr))
    walk.error('GPULAB1211', 'subPathExpr', 'the mount has both subPath and subPathExpr; one is allowed');
};

const RECURSIVE = when(
  ({ minor }) => minor >= KNOWS_RECURSIVE_READ_ONLY,
  oneOf('recursiveReadOnly', 'Disabled', 'Enabled', 'IfPossible'),
);

/** Where a container uses its volumes and devices: every path once. */
const mounts: Rule = (container, walk) => {
  const devices = new Set<string>();
  for (const [, device] of items(container.volumeDevices)) devices.add(device.devicePath);
  if (devices.size === 0) return;
  for (const [index, { mountPath }] of items(container.volumeMounts)) {
    if (devices.has(mountPath))
      walk.error('GPULAB1210', ['volumeMounts', index, 'mountPath'], `${mountPath} is the path of a volume device too`);
  }
};

const privilegedForPropagation: Rule = (container, walk) => {
  if (container.securityContext?.privileged === true) return;
  for (const [index, { mountPropagation }] of items(container.volumeMounts)) {
    if (mountPropagation === 'Bidirectional')
      walk.error(
        'GPULAB1215',
        ['volumeMounts', index, 'mountPropagation'],
        'Bidirectional is only for privileged containers',
      );
  }
};

const probe: readonly Rule[] = [
  exactlyOne('the probe', 'exec', 'httpGet', 'tcpSocket', 'grpc'),
  notNegative('initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'),
  range(1, Number.POSITIVE_INFINITY, 'terminationGracePeriodSeconds'),
];

/** Probes that kill: one success is enough, and more cannot be asked for. */
const killingProbes: Rule = (container, walk) => {
  for (const field of ['livenessProbe', 'startupProbe']) {
    const threshold = container[field]?.successThreshold;
    if (threshold !== undefined && threshold !== null && threshold !== 0 && threshold !== 1)
      walk.error('GPULAB1206', [field, 'successThreshold'], `successThreshold is ${threshold}; a ${field} must have 1`);
  }
  if (container.readinessProbe?.terminationGracePeriodSeconds != null)
    walk.error(
      'GPULAB1215',
      ['readinessProbe', 'terminationGracePeriodSeconds'],
      'a readinessProbe ends nothing, so it has no terminationGracePeriodSeconds',
    );
};

const localProfile: Rule = (profile, walk) => {
  const isLocal = profile.type === 'Localhost';
  if (isLocal && !isSet(profile.localhostProfile)) missing(walk, 'localhostProfile');
  if (!isLocal && profile.localhostProfile != null)
    walk.error('GPULAB1211', 'localhostProfile', `localhostProfile is only for type Localhost, not ${profile.type}`);
};

const escalation: Rule = (context, walk) => {
  if (context.allowPrivilegeEscalation !== false) return;
  if (context.privileged === true)
    walk.error(
      'GPULAB1211',
      'allowPrivilegeEscalation',
      'a privileged container can always escalate: allowPrivilegeEscalation must not be false',
    );
  const added: unknown = context.capabilities?.add;
  if (Array.isArray(added) && added.some((capability) => capability === 'CAP_SYS_ADMIN'))
    walk.error(
      'GPULAB1211',
      'allowPrivilegeEscalation',
      'CAP_SYS_ADMIN can always escalate: allowPrivilegeEscalation must not be false',
    );
};

const ids = range(0, MAX_ID, 'runAsUser', 'runAsGroup', 'fsGroup');

const groups: Rule = (context: Fields, walk) => {
  for (const [index, group] of items(context.supplementalGroups)) {
    if (group < 0 || group > MAX_ID)
      walk.error('GPULAB1206', ['supplementalGroups', index], `${group} is no group; 0 to ${MAX_ID} are allowed`);
  }
};

export const CONTAINER_RULES: readonly (readonly [string, readonly Rule[]])[] = [
  [
    'core.v1.Container',
    [
      format(LABEL, 'name'),
      required('image'),
      unique('env', 'name'),
      unique('ports', 'name'),
      unique('ports', 'containerPort', 'protocol'),
      unique('volumeMounts', 'mountPath'),
      unique('volumeDevices', 'name'),
      unique('volumeDevices', 'devicePath'),
      mounts,
      privilegedForPropagation,
      killingProbes,
    ],
  ],
  [
    'core.v1.ContainerPort',
    [range(1, MAX_PORT, 'containerPort'), rangeUnlessZero(1, MAX_PORT, 'hostPort'), format(PORT_NAME, 'name')],
  ],
  ['core.v1.EnvVar', [environmentVariable]],
  [
    'core.v1.EnvVarSource',
    [
      exactlyOne('valueFrom', 'configMapKeyRef', 'fieldRef', 'resourceFieldRef', 'secretKeyRef', 'fileKeyRef'),
      fieldReference(FIELD_PATHS),
    ],
  ],
  ['core.v1.EnvFromSource', [environmentSource, exactlyOne('envFrom', 'configMapRef', 'secretRef')]],
  ['core.v1.ConfigMapEnvSource', [required('name'), format(SUBDOMAIN, 'name')]],
  ['core.v1.SecretEnvSource', [required('name'), format(SUBDOMAIN, 'name')]],
  ['core.v1.ConfigMapKeySelector', [keyReference]],
  ['core.v1.SecretKeySelector', [keyReference]],
  ['core.v1.ResourceFieldSelector', [resourceReference]],
  [
    'core.v1.VolumeMount',
    [format(RELATIVE_PATH, 'subPath', 'subPathExpr'), notEmpty('mountPropagation'), mount, RECURSIVE],
  ],
  ['core.v1.VolumeDevice', [format(PATH_WITHOUT_BACKSTEP, 'devicePath')]],
  ['core.v1.Probe', probe],
  ['core.v1.LifecycleHandler', [exactlyOne('the hook', 'exec', 'httpGet', 'tcpSocket', 'sleep')]],
  ['core.v1.ExecAction', [required('command')]],
  ['core.v1.HTTPGetAction', [portNumberOrName('port')]],
  ['core.v1.HTTPHeader', [format(HTTP_HEADER_NAME, 'name')]],
  ['core.v1.TCPSocketAction', [portNumberOrName('port')]],
  ['core.v1.GRPCAction', [range(1, MAX_PORT, 'port')]],
  ['core.v1.SeccompProfile', [localProfile]],
  ['core.v1.SecurityContext', [ids, escalation]],
  ['core.v1.PodSecurityContext', [ids, groups]],
  ['core.v1.ObjectFieldSelector', [oneOf('apiVersion', 'v1')]],
  ['core.v1.AppArmorProfile', [localProfile]],
  [
    'core.v1.ContainerResizePolicy',
    [
      when(
        ({ minor }) => minor >= KNOWS_RESIZING,
        required('resourceName', 'restartPolicy'),
        oneOf('resourceName', 'cpu', 'memory'),
        oneOf('restartPolicy', 'NotRequired', 'RestartContainer'),
      ),
    ],
  ],
];
