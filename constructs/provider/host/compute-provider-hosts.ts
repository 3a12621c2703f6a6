import { Construct } from 'constructs';
import { networkOf } from '../../core/private/addresses';
import { recordCall, withinOurs } from '../../core/private/place';
import { kubernetesVersionOf, stateOf } from '../../core/private/state';
import { error, hasError, quoted, warning } from '../../core/rules/problem';
import { report, reportLate } from '../../core/rules/report';
import { Rules } from '../../core/rules/rules';
import { HostFiles } from '../../hosts/host-files';
import { DAEMON_JSON, DOCKER_SOCKET } from '../../hosts/private/docker-config';
import { prepareForKubernetes } from '../../hosts/private/kubernetes-node';
import { addContainerd } from '../private/host/containerd';
import { addDocker } from '../private/host/docker';
import { API_PORT, type HostFacts, REGISTRY_PORT, type Registry } from '../private/host/facts';
import { addFirewall } from '../private/host/firewall';
import { addKubeadm } from '../private/host/kubeadm';
import { addProxy, bracketed } from '../private/host/nginx';
import { addProcess } from '../private/host/process';
import { addRedis } from '../private/host/redis';
import { addPullCredentials, addRegistry } from '../private/host/registry';
import { checkHosts, isOpen } from '../private/host/rules';
import { addHostSteps } from '../private/host/steps';
import type { ComputeProviderHostsProps } from './compute-provider-hosts-props';
import { DomainCertificate } from './domain-certificate';
import { HostRuntime } from './host-runtime';
import type { RegistryAccess } from './registry-access';

/**
 * The machines of a computing provider (Swan Chain, Lagrange): container runtime, registry, kubeadm's file, the public Nginx, Redis where
 * the version needs it, the provider as a unit of systemd with its config.toml, and a firewall. They come out as `HostFiles`; what
 * is in the cluster comes from `ComputeProviderStack`.
 */
export class ComputeProviderHosts extends Construct {
  /** Files of each host, in the order of `hosts`: other parts can add to them. */
  public readonly hostFiles: HostFiles[] = [];

  /**
   * The registry as images name it, as "10.0.0.2:5000".
   * @default - there is none
   */
  public readonly registryAddress?: string;

  constructor(scope: Construct, id: string, props: ComputeProviderHostsProps) {
    super(scope, id);
    recordCall(this, new.target);
    const rules = new Rules();
    // In plain JavaScript there may be none.
    checkHosts(rules, props ?? {});
    const wrong = hasError([...rules.problems, ...toldOf(props?.stack)]);
    if (!wrong) rules.problems.push(...warningsOf(props, kubernetesVersionOf(this)));
    report(this, rules.problems);
    if (wrong) {
      this.addStandIns(props?.hosts);
      return;
    }
    const facts = factsOf(props);
    this.registryAddress = facts.registry?.address;
    withinOurs(() => this.addHosts(facts, props.certificate ?? DomainCertificate.onHost()));
    addHostSteps(this, facts);
    // Tasks must not reach the machines, not by their public addresses either.
    const addresses = new Set([...facts.hosts.map(({ address }) => address), facts.settings.publicAddress]);
    props.stack._denyHosts([...addresses].map(networkOf));
  }

  /** The rest of the program goes on, so that what is wrong is told, and not that there is no `hostFiles[0]`. Nothing of them is written. */
  private addStandIns(hosts: unknown): void {
    const count = Array.isArray(hosts) ? Math.max(hosts.length, 1) : 1;
    withinOurs(() => {
      for (let index = 0; index < count; index++) this.hostFiles.push(new HostFiles(this, `refused-${index}`));
    });
  }

  private addHosts(facts: HostFacts, certificate: DomainCertificate): void {
    const { hosts, first, registry } = facts;
    for (const host of hosts) {
      const files = new HostFiles(this, host.name);
      this.hostFiles.push(files);
      prepareForKubernetes(files);
      addDocker(files, host, facts);
      addContainerd(files, host, facts);
      addFirewall(files, host, facts);
      if (registry) addPullCredentials(files, registry);
      if (registry?.host === host) addRegistry(files, registry);
      if (host === first) {
        addKubeadm(files, facts);
        addProxy(files, facts, certificate);
        addRedis(files, facts);
        addProcess(files, facts);
      }
      reportLate(files, () => this.socketFindings(files));
    }
  }

  /** Another part may open Docker to the network, but must not close its socket. */
  private socketFindings(files: HostFiles) {
    const hosts = files._json(DAEMON_JSON)?.hosts;
    if (hosts === undefined || (Array.isArray(hosts) && hosts.includes(DOCKER_SOCKET))) return [];
    const message = `"hosts" of ${DAEMON_JSON} is ${quoted(hosts)}, without ${DOCKER_SOCKET}`;
    return [{ ...error('GPULAB2971', message, 'hosts'), path: files.node.path }];
  }
}

/** What the stack has told already: nothing can be made of a domain that is none. */
const toldOf = (stack: Construct | undefined) =>
  Construct.isConstruct(stack) ? stateOf(stack).findings.filter(({ path }) => path === stack.node.path) : [];

function warningsOf(props: ComputeProviderHostsProps, ofApp: string | undefined) {
  const { kubernetesVersion: made } = props;
  return [
    ...(isOther(made, ofApp)
      ? [
          warning(
            'GPULAB2981',
            `kubeadm makes Kubernetes ${made}, and objects are checked for that of the app, ${ofApp}`,
            'kubernetesVersion',
            `give the LabApp kubernetesVersion: '1.${minorOf(made)}'`,
          ),
        ]
      : []),
    ...(props.registry && !props.registry._tls
      ? [warning('GPULAB2972', 'the registry speaks no TLS and asks nobody for a login', 'registry')]
      : []),
    ...(isOpen(props)
      ? [
          warning(
            'GPULAB2979',
            `version ${props.stack.version} does not verify who asks, and apiSources is empty`,
            'apiSources',
          ),
        ]
      : []),
  ];
}

/** The oldest Kubernetes whose API the library knows: an older cluster is checked by it. */
const OLDEST_MINOR = 28;

/** Is the cluster another one than that of the app? */
const isOther = (made: string, ofApp: string | undefined): boolean =>
  ofApp !== undefined && minorOf(made) !== minorOf(ofApp);

const minorOf = (version: string): number => Math.max(Number(version.split('.')[1]), OLDEST_MINOR);

function factsOf(props: ComputeProviderHostsProps): HostFacts {
  const { stack, certificate, hosts } = props;
  const { version, domain, podSubnet, ingressNodePort } = stack;
  const folder = `/etc/gpulab/tls/${domain}`;
  const letsEncrypt = `/etc/letsencrypt/live/${domain}`;
  const files = certificate?._files ?? {
    certificateFile: `${certificate?._text ? folder : letsEncrypt}/fullchain.pem`,
    keyFile: `${certificate?._text ? folder : letsEncrypt}/privkey.pem`,
  };
  return {
    version,
    domain,
    hosts,
    first: hosts[0],
    kubernetesVersion: props.kubernetesVersion,
    podSubnet,
    ingressNodePort,
    runtime: props.runtime ?? HostRuntime.docker(),
    registry: props.registry && registryOf(props.registry, props),
    settings: props.settings,
    apiPort: props.settings.port ?? API_PORT,
    apiSources: props.apiSources ?? [],
    maxBodySize: props.maxBodySize ?? '100m',
    ...files,
  };
}

function registryOf(access: RegistryAccess, { hosts }: ComputeProviderHostsProps): Registry {
  const { host: name, port = REGISTRY_PORT, directory = '/var/lib/docker-registry' } = access._place;
  const host = hosts.find((one) => one.name === name)!;
  return { access, host, port, directory, address: `${bracketed(host.address)}:${port}` };
}
