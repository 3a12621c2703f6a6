import type { Problem } from '../../../core/checks/check';
import { Rules } from '../../../core/rules/rules';
import type { InventoryHost } from '../../../inventory/inventory';
import { HostSecret } from '../../host-secret';
import type { HostChoice, LabHostsProps, TrustedRegistry } from '../lab-hosts-props';
import { chosenHosts } from './chosen-hosts';
import { listeningAddress } from './docker-tls';
import { checkRegistry } from './registry-trust';
import { checkTime } from './time';

/** What one host gets. */
export interface PlannedHost {
  readonly name: string;
  /** Where Docker listens, where it is set up. */
  readonly docker?: string;
  readonly hasContainerd: boolean;
  readonly hasNvidia: boolean;
  readonly registries: readonly TrustedRegistry[];
  readonly hasKernel: boolean;
  readonly isKubernetes: boolean;
  readonly swapOff: boolean;
  readonly hasTime: boolean;
}

/** Who gets what, or why nobody gets anything. Hosts that no part is for are left out. */
export function planOf(props: LabHostsProps): { plan?: PlannedHost[]; problems: Problem[] } {
  const rules = new Rules();
  if (!rules.object('inventory', props.inventory)) return { problems: rules.problems };
  checkProps(rules, props);
  const all = props.inventory.hosts;
  const choice = choiceOf(rules, props);
  const plan = all.filter(({ name }) => choice.any.has(name)).map((host) => planned(rules, host, choice));
  return { plan, problems: rules.problems };
}

type Choice = ReturnType<typeof choiceOf>;

/** Names of the hosts of each part. */
function choiceOf(rules: Rules, props: LabHostsProps) {
  const all = props.inventory.hosts;
  const names = (key: string, choice: HostChoice | undefined, suits?: (host: InventoryHost) => boolean) =>
    new Set(choice ? chosenHosts(rules, key, all, choice, suits).map(({ name }) => name) : []);
  const docker = names('docker', props.docker, (host) => host.docker?.tls === true && !isSocket(host));
  const containerd = names('containerd', props.containerd);
  const hasRuntime = ({ name }: InventoryHost) => docker.has(name) || containerd.has(name);
  const nvidia = names('nvidia', props.nvidia, (host) => host.gpus.length > 0 && hasRuntime(host));
  const registries = (props.registries ?? []).map((registry, index) => ({
    registry,
    hosts: names(`registries[${index}]`, registry, hasRuntime),
  }));
  const idle = all.filter((host) => !hasRuntime(host)).map(({ name }) => name);
  checkRuntimes(rules, idle, [nvidia, ...registries.map(({ hosts }) => hosts)]);
  const kernel = names('kernel', props.kernel);
  const kubernetes = names('kubernetes', props.kubernetes);
  const swapOff = names('swapOff', props.swapOff);
  const time = names('time', props.time);
  const any = new Set([docker, containerd, kernel, kubernetes, swapOff, time].flatMap((some) => [...some]));
  return { docker, containerd, nvidia, registries, kernel, kubernetes, swapOff, time, any };
}

const planned = (rules: Rules, host: InventoryHost, choice: Choice): PlannedHost => ({
  name: host.name,
  docker: choice.docker.has(host.name) ? listeningAddress(rules, host) : undefined,
  hasContainerd: choice.containerd.has(host.name),
  hasNvidia: choice.nvidia.has(host.name),
  registries: choice.registries.filter(({ hosts }) => hosts.has(host.name)).map(({ registry }) => registry),
  hasKernel: choice.kernel.has(host.name),
  isKubernetes: choice.kubernetes.has(host.name),
  swapOff: choice.swapOff.has(host.name),
  hasTime: choice.time.has(host.name),
});

const isSocket = ({ docker }: InventoryHost): boolean => docker?.address?.toLowerCase().startsWith('unix:') === true;

function checkProps(rules: Rules, { docker, registries = [], time }: LabHostsProps): void {
  if (docker?.certificates !== undefined && rules.text('docker.certificates', docker.certificates)) {
    try {
      HostSecret.fromFile(docker.certificates);
    } catch (error) {
      rules.problems.push(...(error as { findings: Problem[] }).findings);
    }
  }
  for (const [index, registry] of registries.entries()) checkRegistry(rules, `registries[${index}]`, registry);
  if (time) checkTime(rules, time);
}

function checkRuntimes(rules: Rules, idle: readonly string[], parts: readonly ReadonlySet<string>[]): void {
  for (const name of idle.filter((one) => parts.some((part) => part.has(one)))) {
    rules.error('GPULAB4574', `host ${name} gets neither docker nor containerd`, 'groups');
  }
}
