import type { Construct } from 'constructs';
import { addCommands } from '../../../core/releases/command-step';
import type { CPodInfoForm, CPodOperatorProps } from '../../operator/cpod-operator-props';
import { INFO, NAMESPACE } from './info';

/**
 * What `cpod-info` gets only when it is installed: the access key, if it is read then, and the id of the cluster. Both are applied under
 * a name of their own, so a later apply of the program leaves them, and no secret is an argument of a process.
 */
export function addIdentityStep(scope: Construct, { accessKey, cpodId }: CPodOperatorProps, form: CPodInfoForm): void {
  const { install } = accessKey._source;
  if (!install && cpodId !== undefined) return;
  const kind = form === 'Secret' ? 'secret generic' : 'configmap';
  const parts = [
    ...(install ? ['--from-file=access_key="$identity/access_key"'] : []),
    ...(cpodId === undefined ? ['--from-file=cpod_id="$identity/cpod_id"'] : []),
  ];
  const what = [...(install ? ['the access key'] : []), ...(cpodId === undefined ? ['the id of the cluster'] : [])];
  addCommands(scope, {
    phase: 'after',
    name: 'cpod-identity',
    title: 'Tell the CPod operator who it is',
    why:
      `${INFO} gets ${what.join(' and ')}; pods that wait for it start by themselves.` +
      (cpodId === undefined
        ? ' The id is the MD5 sum of the UID of the namespace kube-system, as the platform has it.'
        : ''),
    replaces: '3kctl deploy all --access-key=...',
    script: [
      'identity=$(umask 077 && mktemp -d)',
      'trap \'rm -rf -- "$identity"\' EXIT',
      ...(install ? [`${install._print} >"$identity/access_key"`] : []),
      ...(cpodId === undefined
        ? [
            "uid=$(kubectl get namespace kube-system -o jsonpath='{.metadata.uid}')",
            // Of an empty text there is a sum, too, and all clusters without a UID would be one.
            `[ -n "$uid" ] || { echo 'kubectl shows no UID of namespace kube-system' >&2; exit 1; }`,
            'printf %s "$(printf %s "$uid" | md5sum | cut -c 1-32)" >"$identity/cpod_id"',
          ]
        : []),
      `kubectl create ${kind} ${INFO} --namespace ${NAMESPACE} --dry-run=client -o yaml ${parts.join(' ')} |`,
      '  kubectl apply --server-side --field-manager=cpod-identity -f -',
    ],
  });
}
