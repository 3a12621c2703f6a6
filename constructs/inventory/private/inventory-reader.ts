import type { Finding } from '../../core/finding';
import { IP_ADDRESS } from '../../core/private/addresses';
import type { Position } from '../../core/private/place';
import { nanosOf } from '../../core/private/quantity';
import { LABEL_VALUE, SUBDOMAIN } from '../../core/rules/names';
import { byPlace, quoted } from '../../core/rules/problem';
import type { DockerEndpoint } from '../docker-endpoint';
import type { InventoryGpu, InventoryHost, StoragePool } from '../inventory';
import type { SshAccess, SshTrust } from '../ssh-access';
import { type DockerDefaults, readDockerDefaults, readDockerEndpoint } from './docker-reader';
import { readSshAccess, readSshSection, type SshDefaults } from './ssh-reader';
import { checkSsh, type PlacedHost } from './ssh-rules';
import { type MappingReader, YamlReader } from './yaml-reader';

const MIB = 2n ** 20n * 1_000_000_000n;

/** The one version of the format. */
const API_VERSION = 'gpulab/v1';

const CODES = { syntax: 'GPULAB2102', unknownKey: 'GPULAB2103', missing: 'GPULAB2104', value: 'GPULAB2105' };
const DUPLICATE = 'GPULAB2106';
const OF_ONE_MACHINE = 'GPULAB2107';

/** What NVIDIA's driver prints, without the form that it has for slices. */
const UUID = /^GPU-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Words with single blanks between them. */
const PRODUCT = /^[^\s,]+(?: [^\s,]+)*$/;

/** A card with less was never built for what is done here: the unit is wrong. */
const LEAST_OF_CARD = 1024n * MIB;

/** An inventory as read; parts with an error are missing. */
export interface InventoryContent {
  readonly hosts: InventoryHost[];
  readonly pools: StoragePool[];
  /** Where the storage class of each pool is written. */
  readonly poolPlaces: Position[];
  readonly trust: readonly SshTrust[];
  readonly findings: Finding[];
}

/** Reads every part, and tells of every problem of every part. */
export function readInventory(text: string, file: string): InventoryContent {
  const reader = new YamlReader(text, file, CODES);
  const { root, findings } = reader;
  // Without a document there is one thing to say, and it is said.
  if (findings.length > 0) return { hosts: [], pools: [], poolPlaces: [], trust: [], findings };
  root.text('apiVersion', /^gpulab\/v1$/, `"${API_VERSION}"`, `apiVersion: ${API_VERSION}`);
  root.needs('hosts', 'name the machines; hosts: [] if there are none yet');
  const docker = readDockerDefaults(root.optionalMapping('docker'));
  const sshMapping = root.optionalMapping('ssh');
  const ssh = readSshSection(sshMapping);
  const placed = new HostReader(docker, ssh?.defaults).read(root.mappings('hosts'));
  checkSsh(sshMapping && ssh && { mapping: sshMapping, ...ssh }, placed);
  const hosts = placed.map(({ host }) => host);
  const classes = new Map<string, string>();
  const poolPlaces: Position[] = [];
  const pools = root.mappings('pools').flatMap((mapping) => {
    const pool = poolOf(mapping, classes);
    if (pool) poolPlaces.push(mapping.place('storageClass'));
    return pool ?? [];
  });
  root.close();
  return { hosts, pools, poolPlaces, trust: ssh?.trust ?? [], findings: findings.sort(byPlace) };
}

class HostReader {
  private readonly names = new Map<string, string>();
  private readonly addresses = new Map<string, string>();
  private readonly uuids = new Map<string, string>();

  constructor(
    private readonly dockerDefaults: DockerDefaults,
    private readonly sshDefaults: SshDefaults | undefined,
  ) {}

  read(mappings: readonly MappingReader[]): PlacedHost[] {
    return mappings.flatMap((mapping) => this.host(mapping).map((host) => ({ host, mapping })));
  }

  private host(mapping: MappingReader): InventoryHost[] {
    const name = mapping.text('name', SUBDOMAIN, 'a host name');
    const address = mapping.optionalText('address', /^[^\s]+$/, 'an address');
    const groups = mapping.texts('groups', LABEL_VALUE, 'the name of a group');
    const count = mapping.count('count', 1);
    const cpu = mapping.optionalQuantity('cpu', 'as 64');
    const memory = mapping.optionalQuantity('memory', 'as 512Gi');
    const gpus = mapping.mappings('gpus').flatMap((gpu) => this.gpu(gpu, count));
    const docker = this.docker(mapping, count);
    const ssh = this.ssh(mapping, name, count);
    mapping.close();
    if (name !== undefined) unique(this.names, mapping, 'name', name);
    if (address !== undefined) this.address(mapping, address, ssh?.port, count);
    return name === undefined || count === undefined
      ? []
      : [{ name, address, groups, count, cpu, memory, gpus, docker, ssh }];
  }

  private docker(mapping: MappingReader, count = 1): DockerEndpoint | undefined {
    const section = mapping.optionalSection('docker');
    if (section && count > 1) ofOneMachine(mapping, 'docker', `${count} machines`);
    return section && readDockerEndpoint(section, this.dockerDefaults);
  }

  /** The way of all does not lead to a jump host through itself. */
  private ssh(mapping: MappingReader, name: string | undefined, count = 1): SshAccess | undefined {
    const section = mapping.optionalSection('ssh');
    if (section && count > 1) ofOneMachine(mapping, 'ssh', `${count} machines`);
    const defaults = this.sshDefaults?.jump === name ? { ...this.sshDefaults!, jump: undefined } : this.sshDefaults;
    if (section) return readSshAccess(section, defaults);
    return defaults && count === 1 ? { ...defaults, hostKeys: [] } : undefined;
  }

  /** Machines behind one address that is translated are told apart by the port of their sshd. */
  private address(mapping: MappingReader, address: string, port: number | undefined, count = 1): void {
    if (!IP_ADDRESS.matches(address) && !SUBDOMAIN.test(address)) {
      const message = `${mapping.key}.address ${quoted(address)} is neither an IP address nor a host name`;
      mapping.report(CODES.value, message, 'address');
    }
    unique(this.addresses, mapping, 'address', address, `${address} ${port}`);
    if (count > 1) ofOneMachine(mapping, 'address', `${count} machines`);
  }

  private gpu(mapping: MappingReader, machines = 1): InventoryGpu[] {
    const model = mapping.text('model', LABEL_VALUE, 'a GPU model, as the node label has it');
    const count = mapping.count('count', 1);
    const product = mapping.optionalText('product', PRODUCT, 'the name of a product, as nvidia-smi -L prints it');
    const memory = cardMemory(mapping);
    const uuid = mapping.optionalText('uuid', UUID, 'the UUID of a GPU, as nvidia-smi -L prints it');
    mapping.close();
    if (uuid !== undefined) {
      unique(this.uuids, mapping, 'uuid', uuid);
      if ((count ?? 1) * machines > 1) ofOneMachine(mapping, 'uuid', `${(count ?? 1) * machines} GPUs`);
    }
    return model === undefined || count === undefined ? [] : [{ model, product, count, memory, uuid }];
  }
}

/** Kubernetes reads a plain number as bytes, and nvidia-smi prints MiB. */
function cardMemory(mapping: MappingReader): string | undefined {
  const memory = mapping.optionalQuantity('memory', 'as 24564Mi');
  if (memory === undefined || (nanosOf(memory) ?? 0n) >= LEAST_OF_CARD) return memory;
  const [, number, unit] = /^(\d+)(Mi|M)?$/.exec(memory) ?? [];
  const meant = number && (unit || Number(number) < 1024 ? `${number}Gi` : `${number}Mi`);
  const message = `${mapping.key}.memory is ${memory}${unit ? '' : ', which are bytes'}: a card has at least 1Gi`;
  mapping.report(CODES.value, message, 'memory', meant && `did you mean "${meant}"?`);
  return undefined;
}

function poolOf(mapping: MappingReader, classes: Map<string, string>): StoragePool | undefined {
  const storageClass = mapping.text('storageClass', SUBDOMAIN, 'a storage class');
  const size = mapping.quantity('size', 'as 512Gi');
  mapping.close();
  if (storageClass !== undefined) unique(classes, mapping, 'storageClass', storageClass);
  return storageClass === undefined || size === undefined ? undefined : { storageClass, size };
}

/** @param identity what must not be there twice */
function unique(
  seen: Map<string, string>,
  mapping: MappingReader,
  name: string,
  value: string,
  identity = value,
): void {
  const first = seen.get(identity);
  if (first === undefined) seen.set(identity, mapping.key);
  else mapping.report(DUPLICATE, `${name} ${quoted(value)} is also that of ${first}`, name);
}

function ofOneMachine(mapping: MappingReader, name: string, several: string): void {
  const hint = 'write one entry for each, or leave it out';
  mapping.report(OF_ONE_MACHINE, `${mapping.key} stands for ${several}, which cannot share one ${name}`, name, hint);
}
