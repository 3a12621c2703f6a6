import type { Construct } from 'constructs';
import { addCommands } from '../../../core/releases/command-step';
import { shellWord } from '../../../output/private/delivery/shell';
import { type HostFacts, KUBECONFIG, PROVIDER_UNIT } from './facts';
import { KUBEADM_CONFIG, kubeadmApi, nodeIpOf } from './kubeadm';
import { bracketed } from './nginx';

/** Of the cluster that kubeadm makes. Another one of the shell or of root would send steps to another cluster. */
const ADMIN_KUBECONFIG = '/etc/kubernetes/admin.conf';

/** Days that a certificate must still be good for. */
const LEAST_DAYS = 14;
const SECONDS_OF_A_DAY = 86_400;

/** Where `ComputeProviderStack` leaves the kubeconfig of the provider. */
const WRITTEN_KUBECONFIG = `"\${PROVIDER_KUBECONFIG:-$HOME/.kube/computing-provider.kubeconfig}"`;

/** Steps from machines with their files to a provider that works. They run on the first host, as root. */
export function addHostSteps(scope: Construct, facts: HostFacts): void {
  prerequisites(scope, facts);
  controlPlane(scope, facts);
  if (facts.hosts.length > 1) nodes(scope, facts);
  start(scope);
  probe(scope, facts);
}

/** What the steps call, the last of them too: nobody wants to hear of it when the cluster is made. */
const TOOLS = [
  ...['kubeadm', 'kubectl', 'kubelet', 'docker', 'nginx', 'openssl', '/usr/local/bin/computing-provider'],
  ...['helm', 'gpulab'],
];

function prerequisites(
  scope: Construct,
  { domain, first, hosts, settings, certificateFile, runtime }: HostFacts,
): void {
  const needed = [
    ...TOOLS,
    ...(runtime._containerd === undefined ? ['cri-dockerd'] : []),
    ...(hosts.length > 1 ? ['ssh'] : []),
  ];
  const certificate = shellWord(certificateFile);
  addCommands(scope, {
    phase: 'before',
    name: 'provider-prerequisites',
    environment: { KUBECONFIG: ADMIN_KUBECONFIG },
    title: 'See that everything is there that nobody makes here',
    why:
      `Everything here runs on ${first.name}, as root, when \`gpulab hosts apply\` has brought the files to the hosts. Before that, there are: ` +
      `the public address ${settings.publicAddress}; a DNS record of *.${domain} that leads to it; a certificate for *.${domain} ` +
      '(of Let’s Encrypt by the DNS-01 challenge); the packages of Kubernetes, of NVIDIA and of cri-dockerd, which are none of ' +
      'Debian’s; and the program of the provider.',
    script: [
      'missing=0',
      `for tool in ${needed.map(shellWord).join(' ')}; do`,
      '  command -v "$tool" >/dev/null || { echo "$tool is not installed" >&2; missing=1; }',
      'done',
      // Some name below the domain, so that it must be the wildcard that answers.
      `address=$({ getent ahostsv4 ${shellWord(`gpulab-check.${domain}`)} || true; } | awk 'NR == 1 { print $1 }')`,
      `if [ "$address" != ${shellWord(settings.publicAddress)} ]; then`,
      `  echo ${shellWord(`*.${domain} leads to`)} "\${address:-nowhere}," ${shellWord(`not to ${settings.publicAddress}`)} >&2; missing=1`,
      'fi',
      `if ! openssl x509 -noout -checkend ${LEAST_DAYS * SECONDS_OF_A_DAY} -in ${certificate} >/dev/null; then`,
      `  echo ${shellWord(`${certificateFile} is not there, or ends within ${LEAST_DAYS} days`)} >&2; missing=1`,
      `elif ! openssl x509 -noout -checkhost ${shellWord(`gpulab-check.${domain}`)} -in ${certificate} | grep -q 'does match'; then`,
      `  echo ${shellWord(`${certificateFile} is not for *.${domain}`)} >&2; missing=1`,
      'fi',
      '[ "$missing" = 0 ]',
    ],
  });
}

function controlPlane(scope: Construct, { first }: HostFacts): void {
  addCommands(scope, {
    phase: 'before',
    name: 'provider-control-plane',
    title: 'Make the Kubernetes cluster',
    why: `kubeadm makes the control plane on ${first.name}, of \`${KUBEADM_CONFIG}\`. A cluster that answers is left alone.`,
    replaces: 'kubeadm init; kubectl taint nodes --all node-role.kubernetes.io/control-plane-',
    script: [
      `export KUBECONFIG=${ADMIN_KUBECONFIG}`,
      'if ! kubectl get --raw /readyz >/dev/null 2>&1; then',
      `  kubeadm init --config ${KUBEADM_CONFIG} || {`,
      "    echo 'what kubeadm has begun is in its way: kubeadm reset takes it away, with all that the cluster holds' >&2",
      '    exit 1',
      '  }',
      '  if [ -e "$HOME/.kube/config" ]; then',
      `    echo "$HOME/.kube/config is there and left alone; the cluster is reached by ${ADMIN_KUBECONFIG}"`,
      '  else',
      `    install -D --mode=0600 ${ADMIN_KUBECONFIG} "$HOME/.kube/config"`,
      '  fi',
      'fi',
      `kubectl get node ${shellWord(first.name)} >/dev/null`,
    ],
  });
}

/** A node gets what it needs by its standard input: the token is in no argument, and gone in a quarter of an hour. */
function nodes(scope: Construct, { hosts, first, runtime, kubernetesVersion }: HostFacts): void {
  const others = hosts.filter((host) => host !== first);
  const nodeIp = JSON.stringify(nodeIpOf(kubernetesVersion, '%s'));
  const lines = [
    `apiVersion: ${kubeadmApi(kubernetesVersion)}`,
    'kind: JoinConfiguration',
    'discovery: {bootstrapToken: {token: %s, apiServerEndpoint: "%s", caCertHashes: ["%s"]}}',
    `nodeRegistration: {name: %s, criSocket: "${runtime.criSocket}", kubeletExtraArgs: ${nodeIp}}`,
  ];
  addCommands(scope, {
    phase: 'before',
    name: 'provider-nodes',
    title: 'Let the other hosts join',
    why: `${others.map(({ name }) => name).join(', ')} become nodes; this host must be able to log in there as root. Nodes that are there are left alone.`,
    replaces: 'kubeadm join',
    script: [
      'join() {',
      '  kubectl get node "$1" >/dev/null 2>&1 && return',
      '  read -r _ _ endpoint _ token _ hash < <(kubeadm token create --ttl 15m --print-join-command)',
      `  printf '${lines.join('\\n')}\\n' "$token" "$endpoint" "$hash" "$1" "$2" |`,
      '    ssh -o BatchMode=yes -- "root@$2" \'umask 077; cat >/run/gpulab-join.yaml; trap "rm -f /run/gpulab-join.yaml" EXIT; kubeadm join --config /run/gpulab-join.yaml\'',
      '}',
      ...others.map(({ name, address }) => `join ${shellWord(name)} ${shellWord(address)}`),
    ],
  });
}

function start(scope: Construct): void {
  addCommands(scope, {
    phase: 'after',
    name: 'provider-start',
    title: 'Start the provider',
    why: `It gets the kubeconfig of its own account, and not that of the administrator. Its log: \`journalctl -u ${PROVIDER_UNIT}\`.`,
    replaces: 'nohup computing-provider run >> cp.log 2>&1 &',
    script: [
      `install --mode=0600 -- ${WRITTEN_KUBECONFIG} ${KUBECONFIG}`,
      `systemctl restart ${PROVIDER_UNIT}`,
      `systemctl is-active --quiet ${PROVIDER_UNIT}`,
    ],
  });
}

function probe(scope: Construct, facts: HostFacts): void {
  addCommands(scope, {
    phase: 'after',
    name: 'provider-probe',
    title: 'See that the provider works',
    why: 'Asks each part as tasks and the orchestrator do. Passwords are read from REDIS_PASSWORD and GPULAB_REGISTRY_PASSWORD; without them no login is tried.',
    script: [probeCommand(facts).map(shellWord).join(' ')],
  });
}

/** What the after-check asks. */
function probeCommand({ domain, first, ingressNodePort, apiPort, registry, version }: HostFacts): string[] {
  return [
    ...['gpulab', 'probe', 'provider', '--domain', domain],
    ...['--ingress', `http://${bracketed(first.address)}:${ingressNodePort}`],
    ...['--api', `https://log.${domain}:${apiPort}`],
    ...['--address', first.address],
    ...(registry ? ['--registry', `${registry.access._tls ? 'https' : 'http'}://${registry.address}`] : []),
    ...(registry?.access._tls ? ['--registry-ca', `/etc/docker/certs.d/${registry.address}/ca.crt`] : []),
    ...(registry?.access._tls ? ['--registry-user', registry.access._tls.users[0].name] : []),
    ...(version.isAtLeast('0.5.0') ? [] : ['--redis', '127.0.0.1:6379']),
    ...['--kubeconfig', ADMIN_KUBECONFIG],
  ];
}
