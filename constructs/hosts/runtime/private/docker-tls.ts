import { IP_ADDRESS } from '../../../core/private/addresses';
import type { Rules } from '../../../core/rules/rules';
import type { InventoryHost } from '../../../inventory/inventory';
import type { HostFiles } from '../../host-files';
import { HostSecret } from '../../host-secret';
import { DAEMON_JSON, DOCKER_SOCKET } from '../../private/docker-config';
import { unitCommand, unitFile } from '../../private/systemd';
import { SecretQuote } from '../../secret-quote';
import { type DockerHosts, DockerPackage } from '../lab-hosts-props';

const UNIT = 'docker.service';
const DROP_IN = '/etc/systemd/system/docker.service.d/gpulab.conf';
const TLS_FOLDER = '/etc/docker/tls';
/** By convention (facts: compute-nodes.md 5.2). */
const TLS_PORT = '2376';

/** Where each package has the daemon; both bring containerd, whose socket they name. */
const DAEMONS: { readonly [name in DockerPackage]: string } = {
  [DockerPackage.DOCKER_IO]: '/usr/sbin/dockerd',
  [DockerPackage.DOCKER_CE]: '/usr/bin/dockerd',
};

/** Versions before 23 know no `--validate`: they take the file as it is. */
const VALIDATE = [
  'sh',
  '-c',
  '! dockerd --help | grep -q -e --validate || exec dockerd --validate --config-file "$1"',
  'sh',
  '%',
];

/** Files that daemon.json names, and what the folder of certificates calls them. */
const MATERIAL = [
  { key: 'tlscacert', name: 'ca.pem', source: () => 'ca.pem' },
  { key: 'tlscert', name: 'cert.pem', source: (host: string) => `servers/${host}/cert.pem` },
  { key: 'tlskey', name: 'key.pem', source: (host: string) => `servers/${host}/key.pem` },
];

/** Docker as facts compute-nodes.md 5.1 and 5.2 have it. @param listens `tcp://ADDRESS:PORT` */
export function addDockerTls(files: HostFiles, host: string, listens: string, docker: DockerHosts): void {
  const { certificates = 'certificates', dockerPackage = DockerPackage.DOCKER_IO, liveRestore = true } = docker;
  const restart = [UNIT];
  files.addPackages(dockerPackage);
  files.addDirectory({ path: TLS_FOLDER, mode: '0700' });
  for (const { name, source } of MATERIAL) {
    const text = HostSecret.fromFile(`${certificates}/${source(host)}`).quotedFor(SecretQuote.NONE);
    files.addFile({ path: `${TLS_FOLDER}/${name}`, mode: '0400', text, restart });
  }
  files.addFile({ path: DROP_IN, text: dropIn(DAEMONS[dockerPackage]), restart });
  const paths = Object.fromEntries(MATERIAL.map(({ key, name }) => [key, `${TLS_FOLDER}/${name}`]));
  const content = { hosts: [DOCKER_SOCKET, listens], tlsverify: true, ...paths, 'live-restore': liveRestore };
  files.addJson({ path: DAEMON_JSON, content, restart, validate: VALIDATE });
  if (docker.settings) files.addJson({ path: DAEMON_JSON, content: docker.settings, restart });
  files.addUnit({ name: UNIT });
}

/** The packaged unit says `-H fd://`, and with `hosts` in daemon.json, too, dockerd does not start: an empty line takes it away. */
const dropIn = (daemon: string): string =>
  unitFile([
    [
      'Service',
      [
        ['ExecStart', ''],
        ['ExecStart', unitCommand([daemon, '--containerd=/run/containerd/containerd.sock'])],
      ],
    ],
  ]);

/** What may stand in the inventory; the checker and the certificates read it, too. */
const ENDPOINT = /^(?:(?:tcp|https):\/\/)?(?:\[([0-9a-f:.]+)\]|([^:/?#@[\]]+))(?::(\d{1,5}))?$/i;
const EVERY_ADDRESS = /^(?:0\.0\.0\.0|[0:]+)$/;

/** Where Docker of a host listens: one address that others reach it at, and no other. Undefined where a problem was told. */
export function listeningAddress(rules: Rules, { name, address, docker }: InventoryHost): string | undefined {
  const isSocket = docker?.address?.toLowerCase().startsWith('unix:');
  if (!docker?.tls || isSocket) {
    const lack = !docker
      ? 'has no section docker'
      : isSocket
        ? 'has a socket as docker.address'
        : 'has docker.tls: false';
    rules.error('GPULAB4570', `host ${name} of the inventory ${lack}`, 'docker');
    return undefined;
  }
  const [, six, host, port = TLS_PORT] = ENDPOINT.exec(docker.address ?? '') ?? [];
  const found = [six, host, address].find((one) => one !== undefined && IP_ADDRESS.matches(one));
  if (found === undefined || EVERY_ADDRESS.test(found)) {
    const given = docker.address ?? address ?? name;
    rules.error('GPULAB4571', `host ${name} of the inventory has no IP address of its own: ${given}`, 'docker');
    return undefined;
  }
  return `tcp://${found.includes(':') ? `[${found}]` : found}:${port}`;
}
