import { CIDR, IP_ADDRESS } from '../../../private/addresses';
import { LABEL, LABEL_1035, PORT_NAME, QUALIFIED_NAME, SUBDOMAIN, WILDCARD_SUBDOMAIN } from '../formats';
import {
  badText,
  exactlyOne,
  format,
  formatOfItems,
  isSet,
  items,
  missing,
  notEmpty,
  range,
  rangeUnlessZero,
  required,
  unique,
} from '../rule';
import type { Fields, Rule, Walk } from '../walk';
import { portNumberOrName } from './container';
import { labels } from './metadata';

const MAX_PORT = 65_535;
/** kube-apiserver --service-node-port-range, by default. */
const NODE_PORT_MIN = 30_000;
const NODE_PORT_MAX = 32_767;
const MAX_AFFINITY_SECONDS = 86_400;

const typeOf = (spec: Fields): string => (isSet(spec.type) ? spec.type : 'ClusterIP');
const isHeadless = (spec: Fields): boolean => spec.clusterIP === 'None';

const ports: Rule = (spec, walk) => {
  const list: readonly Fields[] = spec.ports ?? [];
  if (list.length === 0 && !isHeadless(spec) && typeOf(spec) !== 'ExternalName') missing(walk, 'ports');
  if (list.length < 2) return;
  for (const [index, port] of items(list)) {
    if (!isSet(port.name)) missing(walk, ['ports', index, 'name'], 'a Service with several ports names each');
  }
};

const nodePorts: Rule = (spec, walk) => {
  const type = typeOf(spec);
  const seen = new Set<string>();
  for (const [index, { nodePort, protocol }] of items(spec.ports)) {
    if (!nodePort) continue;
    const at = ['ports', index, 'nodePort'];
    if (type === 'ClusterIP') walk.error('GPULAB1215', at, 'nodePort is not for type ClusterIP');
    else if (type !== 'ExternalName' && (nodePort < NODE_PORT_MIN || nodePort > NODE_PORT_MAX))
      walk.error('GPULAB1206', at, `nodePort is ${nodePort}; ${NODE_PORT_MIN} to ${NODE_PORT_MAX} are allowed`);
    const key = `${protocol ?? 'TCP'}/${nodePort}`;
    if (seen.has(key)) walk.error('GPULAB1210', at, `nodePort ${nodePort} is there twice`);
    seen.add(key);
  }
};

/** Fields that only some types have. */
const ONLY_FOR: { readonly [field: string]: readonly string[] } = {
  loadBalancerSourceRanges: ['LoadBalancer'],
  allocateLoadBalancerNodePorts: ['LoadBalancer'],
  loadBalancerClass: ['LoadBalancer'],
};

const typeFields: Rule = (spec, walk) => {
  const type = typeOf(spec);
  for (const field in ONLY_FOR) {
    if (isSet(spec[field]) && !ONLY_FOR[field].includes(type))
      walk.error('GPULAB1215', field, `${field} is only for type ${ONLY_FOR[field].join(' and ')}, not ${type}`);
  }
  const external = type === 'NodePort' || type === 'LoadBalancer';
  if (isSet(spec.externalTrafficPolicy) && !external && !isSet(spec.externalIPs))
    walk.error(
      'GPULAB1215',
      'externalTrafficPolicy',
      `externalTrafficPolicy is for services that are reached from outside, not for type ${type}`,
    );
  if (spec.healthCheckNodePort && !(type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local'))
    walk.error(
      'GPULAB1215',
      'healthCheckNodePort',
      'healthCheckNodePort is only for type LoadBalancer with externalTrafficPolicy Local',
    );
  if (external && isHeadless(spec))
    walk.error('GPULAB1211', 'clusterIP', `type ${type} needs an address; clusterIP must not be None`);
  if (type === 'ExternalName') externalName(spec, walk);
};

function externalName(spec: Fields, walk: Walk): void {
  const name = spec.externalName;
  if (!isSet(name)) missing(walk, 'externalName', 'type ExternalName needs it');
  else if (!SUBDOMAIN.matches(name.replace(/\.$/, ''))) badText(walk, 'externalName', name, SUBDOMAIN);
  if (isSet(spec.clusterIP)) walk.error('GPULAB1215', 'clusterIP', 'type ExternalName has no clusterIP');
}

const clusterAddress: Rule = (spec, walk) => {
  const { clusterIP, clusterIPs } = spec;
  if (isSet(clusterIP) && clusterIP !== 'None' && typeOf(spec) !== 'ExternalName' && !IP_ADDRESS.matches(clusterIP))
    walk.error('GPULAB1209', 'clusterIP', `"${clusterIP}" is neither None nor ${IP_ADDRESS.allowed}`);
  if (isSet(clusterIPs) && isSet(clusterIP) && clusterIPs[0] !== clusterIP)
    walk.error('GPULAB1211', 'clusterIPs', `the first of clusterIPs must be clusterIP, ${clusterIP}`);
};

const host = (text: string, at: readonly (string | number)[], walk: Walk): void => {
  if (text.includes('*')) {
    if (!WILDCARD_SUBDOMAIN.matches(text)) badText(walk, at, text, WILDCARD_SUBDOMAIN);
  } else if (IP_ADDRESS.matches(text)) {
    walk.error('GPULAB1209', at, `"${text}" is an address; a host name is needed`);
  } else if (!SUBDOMAIN.matches(text)) {
    badText(walk, at, text, SUBDOMAIN);
  }
};

const ingressHost: Rule = (rule, walk) => {
  if (isSet(rule.host)) host(rule.host, ['host'], walk);
};

const tlsHosts: Rule = (tls, walk) => {
  for (const [index, name] of items(tls.hosts)) {
    if (name.includes('*') ? !WILDCARD_SUBDOMAIN.matches(name) : !SUBDOMAIN.matches(name))
      badText(walk, ['hosts', index], name, name.includes('*') ? WILDCARD_SUBDOMAIN : SUBDOMAIN);
  }
};

/** k8s.io/kubernetes pkg/apis/networking/validation: what a path that is compared must not hold. */
const FORBIDDEN_IN_PATH = ['//', '/./', '/../', '%2f', '%2F'];
const FORBIDDEN_AT_END = ['/..', '/.'];

const ingressPath: Rule = ({ path, pathType }, walk) => {
  const compared = pathType === 'Exact' || pathType === 'Prefix';
  if (!isSet(path)) {
    if (compared) missing(walk, 'path', `pathType ${pathType} needs it`);
  } else if (!path.startsWith('/')) {
    walk.error('GPULAB1209', 'path', `"${path}" is not an absolute path`);
  } else if (compared) {
    const bad =
      FORBIDDEN_IN_PATH.find((part) => path.includes(part)) ?? FORBIDDEN_AT_END.find((part) => path.endsWith(part));
    if (bad) walk.error('GPULAB1209', 'path', `"${path}" has ${bad} in it, which pathType ${pathType} does not allow`);
  }
};

const serviceBackend: Rule = (backend, walk) => {
  const { name, number } = backend.port ?? {};
  if (isSet(name) && number) walk.error('GPULAB1211', 'port', 'the port has both name and number; one is allowed');
  else if (!isSet(name) && !number)
    walk.error('GPULAB1204', 'port', 'the port has neither name nor number; one is needed');
};

const ingress: Rule = (spec, walk) => {
  if (!isSet(spec.rules) && spec.defaultBackend == null)
    walk.error('GPULAB1211', [], 'the ingress has neither rules nor defaultBackend; one is needed');
};

/** The annotation that was there before `ingressClassName`. */
const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

const ingressClass: Rule = (object, walk) => {
  const old = object.metadata?.annotations?.[CLASS_ANNOTATION];
  const name = object.spec?.ingressClassName;
  if (old !== undefined && name != null && old !== name)
    walk.error(
      'GPULAB1211',
      ['metadata', 'annotations', CLASS_ANNOTATION],
      `the annotation says class ${old}, ingressClassName says ${name}`,
    );
};

export const SERVICE_RULES: readonly (readonly [string, readonly Rule[]])[] = [
  ['core.v1.Service', [required('spec')]],
  [
    'core.v1.ServiceSpec',
    [
      ports,
      nodePorts,
      typeFields,
      clusterAddress,
      labels('selector'),
      unique('ports', 'name'),
      unique('ports', 'port', 'protocol'),
      formatOfItems(IP_ADDRESS, 'externalIPs'),
      formatOfItems(
        { allowed: CIDR.allowed, matches: (text) => CIDR.matches(text.trim()) },
        'loadBalancerSourceRanges',
      ),
      unique('ipFamilies'),
      notEmpty('ipFamilyPolicy', 'internalTrafficPolicy'),
    ],
  ],
  [
    'core.v1.ServicePort',
    [
      range(1, MAX_PORT, 'port'),
      format(LABEL, 'name'),
      (port, walk) => {
        if (port.targetPort !== 0 && port.targetPort !== '') portNumberOrName('targetPort')(port, walk);
      },
      format(QUALIFIED_NAME, 'appProtocol'),
      notEmpty('appProtocol'),
    ],
  ],
  ['core.v1.ClientIPConfig', [range(1, MAX_AFFINITY_SECONDS, 'timeoutSeconds')]],
  ['networking.v1.Ingress', [required('spec'), ingressClass]],
  ['networking.v1.IngressSpec', [ingress, format(SUBDOMAIN, 'ingressClassName'), notEmpty('ingressClassName')]],
  ['networking.v1.IngressRule', [ingressHost]],
  ['networking.v1.IngressTLS', [tlsHosts, format(SUBDOMAIN, 'secretName')]],
  ['networking.v1.HTTPIngressPath', [ingressPath]],
  ['networking.v1.IngressBackend', [exactlyOne('the backend', 'service', 'resource')]],
  ['networking.v1.IngressServiceBackend', [format(LABEL_1035, 'name'), serviceBackend]],
  ['networking.v1.ServiceBackendPort', [rangeUnlessZero(1, MAX_PORT, 'number'), format(PORT_NAME, 'name')]],
];
