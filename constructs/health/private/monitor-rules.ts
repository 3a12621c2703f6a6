import type { Problem } from '../../core/checks/check';
import { IMAGE, SERVICE_NAME } from '../../core/rules/names';
import { quoted } from '../../core/rules/problem';
import { Rules } from '../../core/rules/rules';
import type { Inventory } from '../../inventory/inventory';
import { HealthDatabase } from '../health-database';
import type { NodeHealthMonitorProps } from '../node-health-monitor-props';
import { checkedHosts, materialOf } from './monitor-inventory';

/** Key of a Secret. */
export const SECRET_KEY = /^[-._a-zA-Z0-9]+$/;
const LARGEST_PORT = 65_535;
const MOST_REPLICAS = 100;
const UNIX = /^unix:/i;

/** Everything that is wrong with the props of a monitor. */
export function monitorProblems(props: NodeHealthMonitorProps): Problem[] {
  const rules = new Rules();
  const { name, namespace, image, secret, inventory, certificates, dockerPorts = [] } = props;
  if (name !== undefined)
    rules.matching('name', name, SERVICE_NAME, 'the name of a Service: a DNS label that begins with a letter');
  rules.label('namespace', namespace);
  rules.matching('image', image, IMAGE, 'a reference to an image');
  rules.subdomain('secret', secret);
  if (certificates !== undefined) rules.subdomain('certificates', certificates);
  if (props.tlsSecret !== undefined) rules.subdomain('tlsSecret', props.tlsSecret);
  if (props.prometheusNamespace !== undefined) rules.label('prometheusNamespace', props.prometheusNamespace);
  if (props.monitoringLabels !== undefined) rules.labels('monitoringLabels', props.monitoringLabels);
  if (Array.isArray(props.clientNamespaces)) {
    for (const [index, client] of props.clientNamespaces.entries()) rules.label(`clientNamespaces[${index}]`, client);
  }
  for (const [index, port] of rules.list('dockerPorts', dockerPorts).entries()) {
    rules.whole(`dockerPorts[${index}]`, port, 1, LARGEST_PORT);
  }
  if (props.dockerPorts?.length === 0) {
    const message = 'dockerPorts is empty: a network policy without ports lets the server out to all';
    rules.error('GPULAB2203', message, 'dockerPorts', 'leave it out for 2376');
  }
  if (props.cpu !== undefined) rules.quantity('cpu', props.cpu);
  if (props.memory !== undefined) rules.quantity('memory', props.memory);
  databaseRules(rules, props);
  if (inventory !== undefined && rules.given('inventory', Array.isArray(inventory?.hosts), inventory, 'an Inventory')) {
    inventoryRules(rules, inventory, certificates);
  }
  return rules.problems;
}

function databaseRules(rules: Rules, { replicas = 1, database }: NodeHealthMonitorProps): void {
  const isNumber = rules.whole('replicas', replicas, 1, MOST_REPLICAS) && typeof replicas === 'number';
  if (
    database !== undefined &&
    !rules.given('database', database instanceof HealthDatabase, database, 'a HealthDatabase')
  )
    return;
  const { _embedded: embedded, _postgres: postgres } = database ?? HealthDatabase.embedded();
  if (postgres) {
    rules.subdomain('database.secret', postgres.secret);
    if (postgres.key !== undefined) rules.matching('database.key', postgres.key, SECRET_KEY, 'a key of a Secret');
    if (postgres.port !== undefined) rules.whole('database.port', postgres.port, 1, LARGEST_PORT);
  } else if (isNumber && replicas > 1) {
    const message = `replicas is ${replicas}, and the database is embedded: each server would have its own`;
    rules.error(
      'GPULAB2321',
      message,
      'replicas',
      'give database: HealthDatabase.postgres({ secret: "..." }), or one replica',
    );
  }
  if (embedded?.size !== undefined) rules.quantity('database.size', embedded.size);
  if (embedded?.storageClass !== undefined) rules.subdomain('database.storageClass', embedded.storageClass);
}

function inventoryRules(rules: Rules, inventory: Inventory, certificates: string | undefined): void {
  for (const { name, docker } of checkedHosts(inventory)) {
    if (!UNIX.test(docker.address ?? '')) continue;
    rules.error('GPULAB2324', `the Docker endpoint of host ${quoted(name)} is ${quoted(docker.address)}`, 'inventory');
  }
  const material = materialOf(inventory);
  if (material.length > 0 && certificates === undefined) {
    const [{ host, source }] = material;
    const keys = [...new Set(material.map(({ key }) => key))];
    const message = `the inventory names ${keys.length} certificates and keys, as ${source} of host ${quoted(host)}, and certificates is missing`;
    rules.error('GPULAB2322', message, 'certificates', `name a Secret with the keys ${keys.slice(0, 6).join(', ')}`);
  }
  const sources = new Map<string, string>();
  for (const { host, source, key } of material) {
    const other = sources.get(key);
    const isTaken = other !== undefined && other !== source;
    if (isTaken || !SECRET_KEY.test(key)) {
      const why = isTaken ? `its key in the Secret is that of ${other}` : 'its name cannot be a key of a Secret';
      rules.error('GPULAB2323', `${source} of host ${quoted(host)}: ${why}`, 'inventory', 'rename it');
    }
    sources.set(key, other ?? source);
  }
}
