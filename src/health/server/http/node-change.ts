import { ProbeFailure } from '../../probe/failure';
import { certificatesOf, keyOf } from '../../probe/pem';
import { COLUMNS, type NodeChange, type NodeRecord, SECRET_COLUMNS, type Value } from '../../store/node-record';
import { checkAddress } from '../address-policy';
import { type Problem, Refusal } from './answer';
import type { NodeInput } from './node-schema';

/** Texts that an empty one takes away. */
const REMOVABLE = new Set(['region', 'username', 'gpuName', 'hamiCore', 'dockerAddress', 'serverName', 'remark']);
const AMOUNTS = new Set(['cpu', 'memory', 'systemDisk', 'dataDisk']);

/** What a request wants changed, when everything about it is right: all that is wrong is told at once. */
export function changeOf(input: NodeInput, before: NodeRecord | undefined): NodeChange {
  const problems = [...addressProblems(input, before), ...materialProblems(input)];
  if (problems.length > 0) throw new Refusal('GPULAB4420', { problems });
  const given = Object.entries(input).filter(
    ([field, value]) => isField(field) && value !== null && value !== undefined,
  );
  return Object.fromEntries(given.map(([field, value]) => [field, columnValue(field, value as Value)]));
}

const isField = (name: string): boolean => Object.hasOwn(COLUMNS, name) || Object.hasOwn(SECRET_COLUMNS, name);

function columnValue(field: string, value: Value): Value {
  if (value === '' && (REMOVABLE.has(field) || AMOUNTS.has(field))) return null;
  return AMOUNTS.has(field) ? String(value).trim() : value;
}

/** The address and `useTls` are held against each other, whichever of them is new. */
function addressProblems(input: NodeInput, before: NodeRecord | undefined): Problem[] {
  const address = input.dockerAddress ?? before?.fields.dockerAddress;
  const useTls = input.useTls ?? before?.fields.useTls ?? true;
  if (!address || (input.dockerAddress === undefined && input.useTls === undefined)) return [];
  return problemsOf('dockerAddress', () => checkAddress(String(address).trim(), useTls === true));
}

/** Each parses by itself; a certificate belongs to the key that comes with it. */
function materialProblems({ clientCert, clientKey }: NodeInput): Problem[] {
  if (!clientCert || !clientKey) return [];
  const [certificate] = certificatesOf(clientCert, 'client certificate', 'bad-client-cert');
  if (certificate.checkPrivateKey(keyOf(clientKey))) return [];
  return [{ field: 'clientKey', message: 'the client key is not that of the client certificate' }];
}

function problemsOf(field: string, check: () => unknown): Problem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof ProbeFailure)) throw error;
    return [{ field, message: error.detail }];
  }
}
