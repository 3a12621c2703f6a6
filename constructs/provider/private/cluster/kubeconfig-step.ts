import type { Construct } from 'constructs';
import { addCommands } from '../../../core/releases/command-step';
import { PROVIDER, TOKEN } from './access';

/** Where it is written: not to the output folder, which may be in a repository. */
export const KUBECONFIG = `~/.kube/${PROVIDER}.kubeconfig`;

/**
 * Writes the kubeconfig of the provider. The token goes from kubectl into a variable and from there, by words of the shell itself, into
 * the file: it is never an argument of a process.
 */
export const KUBECONFIG_SCRIPT: readonly string[] = [
  'umask 077',
  `file=\${PROVIDER_KUBECONFIG:-${KUBECONFIG.replace('~', '$HOME')}}`,
  'mkdir -p -- "$(dirname -- "$file")"',
  `read_token() { kubectl --namespace ${PROVIDER} get secret ${TOKEN} --output "jsonpath={.data.$1}"; }`,
  'token=',
  // The controller of the cluster fills the Secret a moment after it is made.
  'for _ in $(seq 30); do token=$(read_token token | base64 -d); [ -z "$token" ] || break; sleep 1; done',
  `if [ -z "$token" ]; then echo 'the Secret ${TOKEN} has got no token' >&2; exit 1; fi`,
  "authority=$(read_token 'ca\\.crt')",
  "server=$(kubectl config view --minify --output 'jsonpath={.clusters[0].cluster.server}')",
  "printf '%s\\n' 'apiVersion: v1' 'kind: Config' \\",
  `  'current-context: ${PROVIDER}' \\`,
  `  'contexts: [{name: ${PROVIDER}, context: {cluster: ${PROVIDER}, user: ${PROVIDER}}}]' \\`,
  `  "clusters: [{name: ${PROVIDER}, cluster: {server: '$server', certificate-authority-data: '$authority'}}]" \\`,
  `  "users: [{name: ${PROVIDER}, user: {token: '$token'}}]" >"$file.new"`,
  'mv -- "$file.new" "$file"',
];

export function addKubeconfigStep(scope: Construct): void {
  addCommands(scope, {
    phase: 'after',
    name: 'kubeconfig',
    title: 'Write the kubeconfig of the provider',
    why:
      `\`${KUBECONFIG}\`, or the file that PROVIDER_KUBECONFIG names, lets the provider do what its role says, and no more. It goes to ` +
      `\`~/.kube/config\` of the user that the provider runs as, with mode 0600. To take the rights back, delete the Secret \`${TOKEN}\` in namespace \`${PROVIDER}\`.`,
    replaces: 'cp /etc/kubernetes/admin.conf ~/.kube/config',
    script: KUBECONFIG_SCRIPT,
  });
}
