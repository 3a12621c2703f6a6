import { IP_ADDRESS } from '../../../private/addresses';
import { LABEL, QUALIFIED_NAME, SUBDOMAIN, SUBDOMAIN_WITH_UNDERSCORES, SYSCTL } from '../formats';
import type { Step } from '../key';
import {
  badText,
  format,
  formatOfItems,
  isSet,
  items,
  missing,
  notEmpty,
  oneOf,
  range,
  required,
  unique,
  when,
} from '../rule';
import type { Fields, Rule, Walk } from '../walk';
import { checkLabels } from './metadata';
import { checkResources } from './resources';

const MAX_SECONDS = 2 ** 31 - 1;
/** k8s.io/kubernetes pkg/apis/core/validation: MaxDNSNameservers, MaxDNSSearchPaths. */
const MAX_NAME_SERVERS = 3;
const MAX_SEARCH_PATHS = 32;

/** The first Kubernetes version that does not drop claims of devices. */
const KNOWS_CLAIMS = 34;
const NO_CLAIMS: ReadonlySet<string> = new Set();

/** What a mount can refer to: the volumes, and the claims that a StatefulSet makes for each pod. */
function volumesOf(pod: Fields, walk: Walk): readonly Fields[] {
  const volumes: readonly Fields[] = pod.volumes ?? [];
  if (walk.kind !== 'StatefulSet') return volumes;
  const { spec } = walk.manifest;
  const claims = Array.isArray(spec?.volumeClaimTemplates) ? spec.volumeClaimTemplates : [];
  return [...volumes, ...claims.map((claim: Fields) => ({ name: claim?.metadata?.name, persistentVolumeClaim: {} }))];
}

/** Pods have few volumes: going through them is cheaper than a table. */
function find(volumes: readonly Fields[], name: string): Fields | undefined {
  for (const volume of volumes) if (volume?.name === name) return volume;
  return undefined;
}

function checkMounts(container: Fields, at: readonly Step[], volumes: readonly Fields[], walk: Walk): void {
  const notThere = (field: string, index: number, name: string) => {
    const known = volumes.map((volume) => volume?.name).join(', ') || 'none';
    walk.error('GPULAB1212', [...at, field, index, 'name'], `the pod has no volume "${name}"; it has ${known}`);
  };
  for (const [index, { name }] of items(container.volumeMounts)) {
    if (isSet(name) && !find(volumes, name)) notThere('volumeMounts', index, name);
  }
  for (const [index, { name }] of items(container.volumeDevices)) {
    const volume = find(volumes, name);
    if (!isSet(name)) continue;
    if (!volume) notThere('volumeDevices', index, name);
    else if (volume.persistentVolumeClaim == null && volume.ephemeral == null) {
      const place = [...at, 'volumeDevices', index, 'name'];
      walk.error('GPULAB1215', place, `volume "${name}" is no claim, so it cannot be a block device`);
    }
  }
}

/** Names of the pod's claims of devices, where Kubernetes looks at them. */
function claimsOf(pod: Fields, walk: Walk): ReadonlySet<string> | undefined {
  if (walk.minor < KNOWS_CLAIMS) return undefined;
  return pod.resourceClaims ? new Set<string>(pod.resourceClaims.map((claim: Fields) => claim?.name)) : NO_CLAIMS;
}

/** Mounts and resources of every container, and names that are used once in the whole pod. */
const containers: Rule = (pod, walk) => {
  const volumes = volumesOf(pod, walk);
  const claims = claimsOf(pod, walk);
  const names = new Map<string, string>();
  for (const list of CONTAINERS) {
    for (const [index, container] of items(pod[list])) {
      const { name, resources } = container;
      const first = names.get(name);
      if (first) walk.error('GPULAB1210', [list, index, 'name'], `container ${name} is there twice, also at ${first}`);
      else if (isSet(name)) names.set(name, `${list}[${index}]`);
      checkMounts(container, [list, index], volumes, walk);
      if (resources) walk.within([list, index], () => checkResources(resources, walk, claims));
    }
  }
};
const CONTAINERS = ['containers', 'initContainers'];

const hostPorts: Rule = (pod, walk) => {
  const seen = new Set<string>();
  for (const [index, container] of items(pod.containers)) {
    for (const [position, port] of items(container.ports)) {
      const at = ['containers', index, 'ports', position, 'hostPort'];
      const { hostPort, containerPort } = port;
      if (!hostPort) continue;
      if (pod.hostNetwork === true && hostPort !== containerPort)
        walk.error(
          'GPULAB1211',
          at,
          `hostPort is ${hostPort} and containerPort ${containerPort}; with hostNetwork they must be equal`,
        );
      const key = `${port.protocol ?? 'TCP'}/${port.hostIP ?? ''}/${hostPort}`;
      if (seen.has(key)) walk.error('GPULAB1210', at, `hostPort ${hostPort} is there twice`);
      seen.add(key);
    }
  }
};

const FORBIDDEN_FOR_INIT = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'];
/** The first Kubernetes version in which every container may have a restart policy, and one with a list of policies. */
const KNOWS_SIDECARS = 29;
const KNOWS_RESTART_RULES = 35;

const initContainers: Rule = (pod, walk) => {
  for (const [index, container] of items(pod.initContainers)) {
    // Before 1.29 the API server drops the field without a word, and what is left is an ordinary init container.
    const sidecar = container.restartPolicy === 'Always' && walk.minor >= KNOWS_SIDECARS;
    if (sidecar) continue;
    for (const field of FORBIDDEN_FOR_INIT) {
      if (container[field] != null)
        walk.error(
          'GPULAB1215',
          ['initContainers', index, field],
          `an init container has no ${field}`,
          'it runs once; restartPolicy Always would make it a sidecar',
        );
    }
  }
};

const containerRestartPolicy: Rule = (pod, walk) => {
  const all = ['Always', 'Never', 'OnFailure'];
  const check = (list: string, allowed: readonly string[]) => {
    for (const [index, { restartPolicy }] of items(pod[list])) {
      if (restartPolicy != null && !allowed.includes(restartPolicy))
        walk.error(
          'GPULAB1207',
          [list, index, 'restartPolicy'],
          `"${restartPolicy}" is not allowed here; allowed are ${allowed.join(', ') || 'none'}`,
        );
    }
  };
  if (walk.minor >= KNOWS_SIDECARS) check('initContainers', walk.minor >= KNOWS_RESTART_RULES ? all : ['Always']);
  check('containers', walk.minor >= KNOWS_RESTART_RULES ? all : []);
};

/** The first Kubernetes version that takes a pull secret without a name. */
const RELAXES_PULL_SECRETS = 31;

const pullSecrets: Rule = (pod, walk) => {
  if (walk.minor >= RELAXES_PULL_SECRETS) return;
  for (const [index, secret] of items(pod.imagePullSecrets)) {
    if (secret.name === undefined) missing(walk, ['imagePullSecrets', index, 'name']);
  }
};

const ephemeralContainers: Rule = (pod, walk) => {
  if (isSet(pod.ephemeralContainers))
    walk.error('GPULAB1215', 'ephemeralContainers', 'ephemeral containers can only be added to a running pod');
};

const dns: Rule = (pod, walk) => {
  const { nameservers, searches } = pod.dnsConfig ?? {};
  if (pod.dnsPolicy === 'None' && !isSet(nameservers))
    missing(walk, ['dnsConfig', 'nameservers'], 'dnsPolicy None needs one');
  if (nameservers?.length > MAX_NAME_SERVERS)
    walk.error(
      'GPULAB1216',
      ['dnsConfig', 'nameservers'],
      `${nameservers.length} name servers; ${MAX_NAME_SERVERS} are allowed`,
    );
  if (searches?.length > MAX_SEARCH_PATHS)
    walk.error(
      'GPULAB1216',
      ['dnsConfig', 'searches'],
      `${searches.length} search paths; ${MAX_SEARCH_PATHS} are allowed`,
    );
};

/** The first Kubernetes version that allows underscores in search paths. */
const RELAXES_SEARCH_PATHS = 33;

const searchPaths: Rule = (config, walk) => {
  const relaxed = walk.minor >= RELAXES_SEARCH_PATHS;
  const form = relaxed ? SUBDOMAIN_WITH_UNDERSCORES : SUBDOMAIN;
  for (const [index, path] of items(config.searches)) {
    if (!(relaxed && path === '.') && !form.matches(path.replace(/\.$/, '')))
      badText(walk, ['searches', index], path, form);
  }
};

/** The first Kubernetes version that is known to keep network parameters of the host from a pod. */
const CHECKS_KERNEL_PARAMETERS = 35;

const sharedProcesses: Rule = (pod, walk) => {
  if (pod.hostPID === true && pod.shareProcessNamespace === true)
    walk.error('GPULAB1211', 'shareProcessNamespace', 'hostPID and shareProcessNamespace exclude each other');
  if (pod.hostNetwork === true && walk.minor >= CHECKS_KERNEL_PARAMETERS) {
    for (const [index, { name }] of items(pod.securityContext?.sysctls)) {
      if (name?.startsWith('net.'))
        walk.error(
          'GPULAB1211',
          ['securityContext', 'sysctls', index, 'name'],
          `hostNetwork and the kernel parameter ${name} exclude each other`,
        );
    }
  }
  if (pod.hostUsers === false) {
    for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
      if (pod[field] === true) walk.error('GPULAB1211', field, `hostUsers false and ${field} exclude each other`);
    }
  }
};

const nodeSelector: Rule = (pod, walk) => {
  if (pod.nodeSelector !== undefined) checkLabels(pod.nodeSelector, walk, 'nodeSelector');
};

const toleration: Rule = (value, walk) => {
  const { key, operator } = value;
  if (isSet(key) && !QUALIFIED_NAME.matches(key))
    walk.error('GPULAB1107', 'key', `taint key "${key}" is not ${QUALIFIED_NAME.allowed}`);
  if (!isSet(key) && operator !== 'Exists')
    walk.error(
      'GPULAB1211',
      'operator',
      'a toleration without key tolerates everything, so its operator must be Exists',
    );
  if (operator === 'Exists' && isSet(value.value)) walk.error('GPULAB1211', 'value', 'operator Exists takes no value');
  if (operator !== 'Exists' && isSet(value.value)) checkLabels({ value: value.value }, walk);
  if (value.tolerationSeconds != null && value.effect !== 'NoExecute')
    walk.error('GPULAB1211', 'effect', 'tolerationSeconds are only for effect NoExecute');
};

const spread: Rule = (constraint, walk) => {
  if (constraint.minDomains != null && constraint.whenUnsatisfiable !== 'DoNotSchedule')
    walk.error('GPULAB1211', 'minDomains', 'minDomains are only for whenUnsatisfiable DoNotSchedule');
};

/** What a pod has and a template has not. */
const podOnly: Rule = (pod, walk) => {
  for (const list of ['containers', 'initContainers']) {
    for (const [index, { image }] of items(pod.spec?.[list])) {
      if (typeof image === 'string' && image !== image.trim())
        walk.error('GPULAB1209', ['spec', list, index, 'image'], `image "${image}" has blanks around it`);
    }
  }
};

const POSITIVE = Number.POSITIVE_INFINITY;

export const POD_RULES: readonly (readonly [string, readonly Rule[]])[] = [
  ['core.v1.Pod', [required('spec'), podOnly]],
  ['core.v1.PodTemplateSpec', [required('spec')]],
  [
    'core.v1.PodSpec',
    [
      unique('volumes', 'name'),
      notEmpty('preemptionPolicy'),
      containers,
      hostPorts,
      initContainers,
      containerRestartPolicy,
      ephemeralContainers,
      pullSecrets,
      dns,
      sharedProcesses,
      nodeSelector,
      format(SUBDOMAIN, 'serviceAccountName', 'nodeName', 'priorityClassName', 'runtimeClassName', 'hostnameOverride'),
      notEmpty('runtimeClassName'),
      format(LABEL, 'hostname', 'subdomain'),
      range(1, MAX_SECONDS, 'activeDeadlineSeconds'),
      unique('topologySpreadConstraints', 'topologyKey', 'whenUnsatisfiable'),
      unique('imagePullSecrets', 'name'),
      unique('hostAliases', 'ip'),
      unique('schedulingGates', 'name'),
      unique('resourceClaims', 'name'),
    ],
  ],
  ['core.v1.PodDNSConfig', [formatOfItems(IP_ADDRESS, 'nameservers'), searchPaths]],
  ['core.v1.PodDNSConfigOption', [required('name')]],
  ['core.v1.PodSecurityContext', [unique('sysctls', 'name'), notEmpty('fsGroupChangePolicy')]],
  ['core.v1.Sysctl', [format(SYSCTL, 'name')]],
  ['core.v1.PodOS', [oneOf('name', 'linux', 'windows')]],
  ['core.v1.HostAlias', [required('ip'), format(IP_ADDRESS, 'ip'), formatOfItems(SUBDOMAIN, 'hostnames')]],
  ['core.v1.Toleration', [oneOf('operator', 'Equal', 'Exists'), toleration]],
  [
    'core.v1.TopologySpreadConstraint',
    [
      range(1, POSITIVE, 'maxSkew', 'minDomains'),
      spread,
      formatOfItems(QUALIFIED_NAME, 'matchLabelKeys'),
      notEmpty('nodeAffinityPolicy', 'nodeTaintsPolicy'),
    ],
  ],
  ['core.v1.PodReadinessGate', [format(QUALIFIED_NAME, 'conditionType')]],
  ['core.v1.PodSchedulingGate', [format(QUALIFIED_NAME, 'name')]],
  ['core.v1.PodResourceClaim', [when(({ minor }) => minor >= KNOWS_CLAIMS, required('name'), format(LABEL, 'name'))]],
];
