import { DNS_LABEL, IMAGE, LONGEST_LABEL, LONGEST_SUBDOMAIN, SUBDOMAIN } from '../../../core/rules/names';
import type { ListValue, StringValue, Values } from '../../../core/values';
import { HealthDatabase } from '../../health-database';
import type { NodeHealthMonitorProps } from '../../node-health-monitor-props';
import { CERTIFICATES } from '../../private/monitor-inventory';
import { SECRET_KEY } from '../../private/monitor-rules';
import { hostDemands } from './host-demands';
import { HOST_SCHEMA } from './host-schema';

const SECRET = 'node-health';
const CERTIFICATES_SECRET = 'node-certificates';

/** Secrets that the defaults name. */
export const SECRETS = [SECRET, CERTIFICATES_SECRET];

const MOST_REPLICAS = 100;
const LARGEST_PORT = 65_535;

/** A text that may be empty. */
const orNothing = ({ source }: RegExp): string => `^$|${source}`;

/** What the values say: options of a monitor, and the text of its inventory. */
export type HealthValues = Omit<NodeHealthMonitorProps, 'namespace' | 'inventory' | 'dockerPorts'> & {
  readonly inventory: string;
  readonly ports: ListValue;
};

/** Declares the values of a monitor. */
export function healthValues(values: Values): HealthValues {
  const image = values.text('image', {
    description: 'Image with the command gpulab as entry point; none is published.',
    example: 'registry.example.edu/gpulab:0.1.0',
    pattern: IMAGE.source,
  });
  const secret = secretName(
    values,
    'secret',
    'Secret with the keys token, encryption-key, and with Prometheus metrics-token.',
    SECRET,
  );
  const certificates = optionalSecret(
    values,
    'certificates',
    'Secret with the keys ca.pem, cert.pem and key.pem, by which nodes of the values are asked. Empty: there is none, and a node without TLS says docker.tls: false.',
    CERTIFICATES_SECRET,
  );
  const hosts = hostList(values);
  return {
    image: image.text,
    secret: secret.text,
    // Without hosts nobody needs it, and a pod does not start without a Secret that it mounts.
    certificates: hosts.notEmpty().pickText(certificates.text, '').text,
    inventory: inventoryText(hosts, certificates),
    ...serverValues(values),
    ...networkValues(values, hosts),
    cpu: values.quantity('cpu', { description: 'Cores that a server may use.', defaultValue: '1' }).text,
    memory: values.quantity('memory', { description: 'Memory of a server.', defaultValue: '1536Mi' }).text,
  };
}

function secretName(values: Values, name: string, description: string, defaultValue: string): StringValue {
  return values.text(name, { description, defaultValue, pattern: SUBDOMAIN.source, maxLength: LONGEST_SUBDOMAIN });
}

function optionalSecret(values: Values, name: string, description: string, defaultValue = ''): StringValue {
  return values.text(name, { description, defaultValue, pattern: orNothing(SUBDOMAIN), maxLength: LONGEST_SUBDOMAIN });
}

function hostList(values: Values): ListValue {
  const props = {
    description:
      'Nodes to look at, as an inventory has them (docs/health.md): name, address, and docker with address, serverName and tls. Others can be added on the page.',
    defaultValue: [],
    example: [{ name: 'gpu-07', docker: { address: 'tcp://10.0.0.7:2376' } }],
  };
  return values._shapedList('hosts', props, HOST_SCHEMA);
}

/** The inventory as JSON, which is YAML. */
function inventoryText(hosts: ListValue, certificates: StringValue): string {
  const files = ['ca', 'cert', 'key'].map((what) => `"${what}File":"${CERTIFICATES}/${what}.pem"`).join(',');
  const defaults = certificates.notEmpty().pickText(`{${files}}`, '{}');
  return `{"apiVersion":"gpulab/v1","docker":${defaults.text},"hosts":${hosts.jsonText().text}}\n`;
}

function serverValues(values: Values) {
  const replicas = values.integer('replicas', {
    description: 'Servers that share the nodes. More than one needs database.secret.',
    defaultValue: 1,
    minimum: 1,
    maximum: MOST_REPLICAS,
  });
  const { database, isPostgres } = databaseValues(values);
  values.demand(
    replicas.equalTo(1).either(isPostgres),
    'replicas without database.secret: the embedded database belongs to one server; give the Secret of a PostgreSQL',
  );
  return { replicas, database };
}

function databaseValues(values: Values) {
  const group = values.group('database', { description: 'Where nodes, states and their history are kept.' });
  const secret = optionalSecret(
    group,
    'secret',
    'Secret that holds the URL of a PostgreSQL. Empty: a claim of the server.',
  );
  const key = group.text('key', {
    description: 'Key of the URL in it.',
    defaultValue: 'url',
    pattern: SECRET_KEY.source,
  });
  const port = group.integer('port', {
    description: 'Port of PostgreSQL, for the network policy.',
    defaultValue: 5432,
    minimum: 1,
    maximum: LARGEST_PORT,
  });
  const size = group.quantity('size', { description: 'Size of the claim.', defaultValue: '2Gi' });
  const storageClass = optionalSecret(group, 'storageClass', 'Storage class of the claim. Empty: the default one.');
  const isPostgres = secret.notEmpty();
  const postgres = { secret: secret.text, key: key.text, port };
  const embedded = { size: size.text, storageClass: storageClass.text };
  return { isPostgres, database: HealthDatabase._either(isPostgres, postgres, embedded) };
}

function networkValues(values: Values, hosts: ListValue) {
  const tlsSecret = optionalSecret(
    values,
    'tlsSecret',
    'Secret of type kubernetes.io/tls of the server. Empty: plain HTTP.',
  );
  const prometheusNamespace = values.text('prometheusNamespace', {
    description: 'Namespace of Prometheus, which gets a ServiceMonitor and alerts. Empty: neither.',
    defaultValue: '',
    pattern: orNothing(DNS_LABEL),
    maxLength: LONGEST_LABEL,
  });
  const monitoringLabels = values.stringMap('monitoringLabels', {
    description: 'Labels of the ServiceMonitor and the alerts by which Prometheus selects them, as release.',
    defaultValue: {},
    example: { release: 'kube-prometheus-stack' },
  });
  const clientNamespaces = values.stringList('clientNamespaces', {
    description: 'Other namespaces whose pods may call the server, such as that of an ingress controller.',
    defaultValue: [],
  });
  const dockerPorts = values._shapedList(
    'dockerPorts',
    {
      description:
        'Ports of Docker endpoints for the network policy: all that hosts have, and those of nodes that are added on the page.',
      defaultValue: [2376],
    },
    { type: 'integer', minimum: 1, maximum: LARGEST_PORT },
  );
  values.demand(
    dockerPorts.notEmpty(),
    'dockerPorts is empty: a network policy without ports lets the server out to all',
  );
  hostDemands(values, hosts, dockerPorts);
  return {
    tlsSecret: tlsSecret.text,
    prometheusNamespace: prometheusNamespace.text,
    monitoringLabels: monitoringLabels.spread(),
    clientNamespaces,
    ports: dockerPorts,
  };
}
