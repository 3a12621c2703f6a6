import type { Construct } from 'constructs';
import { addCommands } from '../../../core/releases/command-step';
import { shellWord } from '../../../output/private/delivery/shell';
import type { KubeKeyCluster } from '../../kubekey/kubekey-cluster';
import type { KubeKeyRegistryAuth } from '../../kubekey/kubekey-registry';
import { LOCAL_PROJECT } from '../kubekey/document';
import { itemsOf } from '../kubekey/document-problem';
import { CERTIFICATES, LOCAL_REGISTRY } from '../kubekey/registry-check';

/** A host as the file of KubeKey has it. */
interface Host {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly privateKeyPath?: string;
}

/**
 * Steps from bare machines to a cluster, each with what it stands for in `3kctl deploy all` (facts: threek.md 2). That command goes
 * through all of them in one run as root, and goes on where one fails.
 */
export function addClusterSteps(
  scope: Construct,
  kubeKey: KubeKeyCluster,
  artifact: string | undefined,
  login: KubeKeyRegistryAuth | undefined,
): void {
  const spec = kubeKey._document?.spec as { readonly hosts: unknown } | undefined;
  if (!spec) return;
  const hosts = itemsOf(spec.hosts) as Host[];
  const kk = `bash ${shellWord(kubeKey.scriptFile)}`;
  const package_ = artifact === undefined ? '' : ` -a ${shellWord(artifact)}`;
  reach(scope, kubeKey, hosts);
  trust(scope, hosts);
  kubeKeyVersion(scope, kubeKey);
  if (kubeKey.registryHost !== undefined) {
    const push = artifact === undefined ? [] : pushCommands(kk, package_, login);
    registry(scope, kubeKey.registryHost, `${kk} init registry${package_}`, push);
  }
  kubernetes(scope, kubeKey, `${kk} create cluster -y${package_}`);
}

function reach(scope: Construct, kubeKey: KubeKeyCluster, hosts: readonly Host[]): void {
  addCommands(scope, {
    phase: 'before',
    name: 'hosts',
    title: 'See that every host is there',
    why:
      `Everything here runs on ${kubeKey.controlPlane[0]}, as root: kk leaves the file that kubectl needs on hosts of the control plane` +
      `${kubeKey.registryHost === undefined ? '' : ', and the certificate of the registry on nodes'}. ` +
      `SSH must answer on all ${hosts.length} hosts before anything is changed on one of them.`,
    script: [
      'reach() {',
      '  timeout 10 bash -c "</dev/tcp/$2/$3" || { echo "$1 does not answer at $2:$3" >&2; return 1; }',
      '}',
      ...hosts.map(({ name, address, port }) => `reach ${shellWord(name)} ${shellWord(address)} ${port}`),
    ],
  });
}

/** A host that has a password is not given a key: kk logs in by the password. */
function trust(scope: Construct, hosts: readonly Host[]): void {
  const keyed = hosts.filter(({ privateKeyPath }) => privateKeyPath !== undefined);
  if (keyed.length === 0) return;
  const keys = [...new Set(keyed.map(({ privateKeyPath }) => privateKeyPath!))];
  addCommands(scope, {
    phase: 'before',
    name: 'ssh-trust',
    title: 'Give the hosts the key of this machine',
    why:
      'kk and this script log in to every host, this one too, as the user that the file names. A key is made where there is none; ' +
      'each host asks for the password of its user once.',
    replaces: 'ssh-keygen -t rsa; ssh-copy-id of every host',
    script: [
      ...keys.map((key) => `[ -e ${shellWord(key)} ] || ssh-keygen -q -t rsa -b 4096 -N '' -f ${shellWord(key)}`),
      'trust() {',
      '  ssh -o BatchMode=yes -i "$1" -p "$3" "$2" true 2>/dev/null || ssh-copy-id -i "$1.pub" -p "$3" "$2"',
      '}',
      ...keyed.map(
        ({ privateKeyPath, user, address, port }) =>
          `trust ${shellWord(privateKeyPath!)} ${shellWord(`${user}@${address}`)} ${port}`,
      ),
    ],
  });
}

function kubeKeyVersion(scope: Construct, kubeKey: KubeKeyCluster): void {
  addCommands(scope, {
    phase: 'before',
    name: 'kubekey',
    title: 'See that kk is the right one',
    why: `The file is for kk ${kubeKey.version.line}: another one ignores in silence what it does not know.`,
    script: [`"\${KK:-kk}" version | grep -F 'v${kubeKey.version.line}.'`],
  });
}

function registry(scope: Construct, host: string, init: string, push: readonly string[]): void {
  const pushed =
    push.length === 0
      ? ''
      : ' Its admin gets the password of the login, it gets a project, and all images of the archive.';
  addCommands(scope, {
    phase: 'before',
    name: 'registry',
    title: 'Install the registry',
    why: `Images come from ${host}.${pushed}`,
    replaces: '3kctl deploy all: steps "init registry", "create project" and "push images"',
    script: [init, ...push],
  });
}

/** @param create what makes it */
function kubernetes(scope: Construct, kubeKey: KubeKeyCluster, create: string): void {
  addCommands(scope, {
    phase: 'before',
    name: 'kubernetes',
    title: 'Make the Kubernetes cluster',
    why:
      `kk makes a cluster of ${kubeKey.nodes.length} nodes. It ends with status 0 even where it made none, so nodes are looked for by ` +
      'name. A cluster that answers is left alone, and taken for this one only if its nodes have these names.',
    replaces: '3kctl deploy all: step "create Kubernetes"',
    script: [
      `if ! kubectl get --raw /readyz >/dev/null 2>&1; then ${create}; fi`,
      `wanted=${shellWord([...kubeKey.nodes].sort().join(' '))}`,
      "nodes=$(kubectl get nodes -o jsonpath='{range .items[*]}{.metadata.name}{\"\\n\"}{end}' | LC_ALL=C sort | paste -s -d ' ' -)",
      'if [ "$nodes" != "$wanted" ]; then echo "the cluster that kubectl reaches has nodes [$nodes]; [$wanted] were to be made" >&2; exit 1; fi',
    ],
  });
}

/** What kk 3.0 gives Harbor, whatever the login of the file is; later ones of 3.1 give it that (kubesphere/kubekey v3.0.13, 897880f). */
const FACTORY = 'Harbor12345';

/**
 * Harbor begins with a password that everybody knows, which becomes that of the login; and without a project, and a push to none fails.
 * Status 409 says that it is there. The password goes to curl by its input: an argument every user of the machine could read.
 */
function pushCommands(kk: string, package_: string, login: KubeKeyRegistryAuth | undefined): string[] {
  if (!login) return [];
  const { username, password, certsPath = CERTIFICATES, skipTlsVerify } = login;
  const trust = skipTlsVerify ? '--insecure' : `--cacert ${shellWord(`${certsPath}/ca.crt`)}`;
  const escaped = `${password._print} | sed 's/[\\\\"]/\\\\&/g'`;
  const curl = `curl --silent --show-error --output /dev/null --write-out '%{http_code}' ${trust} --header 'Content-Type: application/json'`;
  return [
    `login() { printf 'user = "%s:' ${shellWord(username)}; ${escaped}; printf '"\\n'; }`,
    `harbor=https://${LOCAL_REGISTRY}/api/v2.0`,
    // While it starts, its proxy answers 502, which curl tries again.
    `status=$(login | ${curl} --config - --retry 30 --retry-delay 2 --retry-connrefused "$harbor/users/current")`,
    'if [ "$status" = 401 ]; then',
    // Harbor lets nobody in for a second and a half after a wrong password.
    '  sleep 2',
    `  status=$({ printf '{"old_password":"${FACTORY}","new_password":"'; ${escaped}; printf '"}'; } |`,
    `    ${curl} --config <(printf 'user = "admin:${FACTORY}"\\n') --request PUT --data @- "$harbor/users/1/password")`,
    '  if [ "$status" != 200 ]; then',
    '    echo "the registry knows neither the password nor that of its installation, or refuses the new one ($status):" >&2',
    '    echo "Harbor wants 8 to 128 characters with a capital and a small letter and a digit" >&2',
    '    exit 1',
    '  fi',
    'fi',
    `status=$(login | ${curl} --config - --data '{"project_name":"${LOCAL_PROJECT}","public":true}' "$harbor/projects")`,
    'if [ "$status" != 201 ] && [ "$status" != 409 ]; then echo "the registry answers $status" >&2; exit 1; fi',
    `${kk} artifact image push${package_}`,
  ];
}

/** What must be true at the end; 3kctl looks at CoreDNS, and at each operator for five minutes. */
export function addCheckStep(scope: Construct, namespaces: readonly string[]): void {
  addCommands(scope, {
    phase: 'after',
    name: 'check',
    title: 'See that the platform works',
    why: 'Every node is ready, every operator runs, name resolution survives the loss of a node, and nodes show their GPUs.',
    replaces: 'kubectl get pods -A',
    script: [
      'kubectl wait --for=condition=Ready nodes --all --timeout=300s',
      ...namespaces.map(
        (namespace) =>
          `kubectl --namespace ${namespace} wait --for=condition=Available deployment --all --timeout=600s`,
      ),
      `nodes=$(kubectl --namespace kube-system get pods -l k8s-app=kube-dns -o jsonpath='{range .items[*]}{.spec.nodeName}{"\\n"}{end}' | sort -u | wc -l)`,
      'if [ "$nodes" -lt 2 ]; then echo "all pods of CoreDNS are on one node: delete one of them" >&2; fi',
      'kubectl get nodes -l nvidia.com/gpu.present=true -L nvidia.com/gpu.product -L nvidia.com/gpu.count',
    ],
  });
}
