import type { Problem } from '../../../core/checks/check';
import { IMAGE } from '../../../core/rules/names';
import { error, quoted } from '../../../core/rules/problem';
import { Rules } from '../../../core/rules/rules';
import { Values } from '../../../core/values';
import { AccessKey } from '../../operator/access-key';
import type { CPodOperatorProps } from '../../operator/cpod-operator-props';
import { withCredentials } from '../kubekey/credentials-check';
import { NAMESPACE } from './info';

const CPOD_ID = /^[0-9a-f]{32}$/;

/** No user and password in it: it stands in clear in cpod-info. */
const ADDRESS = /^https?:\/\/[^\s/@]+(?:\/[^\s@]*)?$/;

/** What is wrong with the props of the operator. */
export function operatorProblems(props: CPodOperatorProps): Problem[] {
  const rules = new Rules();
  const { cpodId, apiAddress, storageClass, ossBucket, images = {}, objectStore, users = [] } = props;
  keyProblem(props.accessKey, rules);
  if (cpodId !== undefined) rules.matching('cpodId', cpodId, CPOD_ID, '32 hexadecimal digits in small letters');
  const portal = typeof apiAddress === 'string' ? withCredentials(apiAddress) : undefined;
  if (portal !== undefined) {
    const message = `apiAddress has a user or password in the URL of ${portal}`;
    rules.error('GPULAB2826', message, 'apiAddress', 'the access key is the login; leave the user out');
  } else if (apiAddress !== undefined)
    rules.matching('apiAddress', apiAddress, ADDRESS, 'an address as https://portal.example.org');
  if (storageClass !== undefined) rules.subdomain('storageClass', storageClass);
  if (ossBucket !== undefined) rules.subdomain('ossBucket', ossBucket);
  if (props.logLevel !== undefined) rules.matching('logLevel', props.logLevel, /^[A-Z]+$/, 'a level as INFO');
  for (const [name, image] of Object.entries(images)) {
    if (image !== undefined) rules.matching(`images.${name}`, image, IMAGE, 'a reference to an image');
  }
  if (objectStore) rules.subdomain('objectStore.secret', objectStore.secret);
  for (const [index, user] of rules.list('users', users).entries()) rules.label(`users[${index}]`, user);
  if (Array.isArray(users)) rules.problems.push(...takenNames(users, isOfPlatform));
  rules.distinct('users', users);
  return rules.problems;
}

/** Users whose name is that of a namespace which is none of a user. */
export const takenNames = (users: readonly string[], isTaken: (name: string) => boolean): Problem[] =>
  users.flatMap((user, index) => {
    if (!isTaken(user)) return [];
    const key = `users[${index}]`;
    const message = `${key} is ${quoted(user)}, a namespace of the cluster or the platform and not of a user`;
    return [error('GPULAB2835', message, key, 'write the id as the portal has it, such as "user-7e6..."')];
  });

/** Namespaces of the cluster and of the platform; those of releases are known only when the program is whole. */
const RESERVED = new Set(['default', 'cpod', NAMESPACE, 'public', 'training-operator', 'mpi-operator']);

const isOfPlatform = (user: string): boolean => RESERVED.has(user) || /^(?:kube|openshift)-/.test(user);

function keyProblem(accessKey: AccessKey | undefined, rules: Rules): void {
  if (!(accessKey instanceof AccessKey)) {
    const hint =
      'give AccessKey.fromSecret("..."), or AccessKey.atInstall(InstallSecret.environment("CPOD_ACCESS_KEY"))';
    rules.problems.push(error('GPULAB2830', 'accessKey is missing', 'accessKey', hint));
    return;
  }
  const { secret, key, value, install } = accessKey._source;
  if (secret !== undefined) {
    rules.subdomain('accessKey', secret);
    rules.matching('accessKey', key!, /^[-._a-zA-Z0-9]+$/, 'a key of a Secret');
  } else if (!install && (typeof value !== 'string' || (Values.isLiteral(value) && value.trim() === ''))) {
    rules.problems.push(error('GPULAB2830', 'accessKey is empty', 'accessKey', 'the portal shows it to its user'));
  }
}
