import type { Problem } from '../../../core/checks/check';
import { IMAGE } from '../../../core/rules/names';
import { error } from '../../../core/rules/problem';
import { Rules } from '../../../core/rules/rules';
import { Values } from '../../../core/values';
import { AccessKey } from '../../operator/access-key';
import type { CPodOperatorProps } from '../../operator/cpod-operator-props';

const CPOD_ID = /^[0-9a-f]{32}$/;

/** No user and password in it: it stands in clear in cpod-info. */
const ADDRESS = /^https?:\/\/[^\s/@]+(?:\/[^\s@]*)?$/;

/** What is wrong with the props of the operator. */
export function operatorProblems(props: CPodOperatorProps): Problem[] {
  const rules = new Rules();
  const { cpodId, apiAddress, storageClass, ossBucket, images = {}, objectStore, users = [] } = props;
  keyProblem(props.accessKey, rules);
  if (cpodId !== undefined) rules.matching('cpodId', cpodId, CPOD_ID, '32 hexadecimal digits in small letters');
  if (apiAddress !== undefined)
    rules.matching('apiAddress', apiAddress, ADDRESS, 'an address as https://portal.example.org');
  if (storageClass !== undefined) rules.subdomain('storageClass', storageClass);
  if (ossBucket !== undefined) rules.subdomain('ossBucket', ossBucket);
  for (const [name, image] of Object.entries(images)) {
    if (image !== undefined) rules.matching(`images.${name}`, image, IMAGE, 'a reference to an image');
  }
  if (objectStore) rules.subdomain('objectStore.secret', objectStore.secret);
  for (const [index, user] of rules.list('users', users).entries()) rules.label(`users[${index}]`, user);
  rules.distinct('users', users);
  return rules.problems;
}

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
