import { ProbeFailure } from '../../probe/failure';
import { certificatesOf, keyOf } from '../../probe/pem';
import { type Secret, SecretError } from '../../secret';
import { COLUMNS, type NodeChange, type NodeRecord, SECRET_COLUMNS, type Value } from '../../store/node-record';
import type { NodeTarget } from '../../types';
import { checkAddress } from '../address-policy';
import { type Problem, Refusal } from './answer';
import type { NodeInput } from './node-schema';
import { BODY } from './validation';

/** Texts that an empty one takes away. */
const REMOVABLE = new Set(['region', 'username', 'gpuName', 'hamiCore', 'dockerAddress', 'serverName', 'remark']);
const AMOUNTS = new Set(['cpu', 'memory', 'systemDisk', 'dataDisk']);

/** A node as it is: its record, and the secrets that it is dialled with. */
export interface NodeBefore {
  readonly record: NodeRecord;
  readonly target: Pick<NodeTarget, 'cert' | 'key'>;
}

/** A body, and why its schema refuses it; the route has `attachValidation`. */
export interface NodeRequest {
  readonly body: NodeInput;
  readonly validationError?: unknown;
}

/** What a request wants changed, when everything about it is right: all that is wrong is told at once. */
export function changeOf({ body: input, validationError }: NodeRequest, before: NodeBefore | undefined): NodeChange {
  const problems = validationError instanceof Refusal ? [...(validationError.more.problems ?? [])] : [];
  const isGood = (field: keyof NodeInput) => problems.every((problem) => problem.field !== field);
  if (problems.every(({ field }) => field !== BODY)) {
    if (isGood('dockerAddress') && isGood('useTls')) problems.push(...addressProblems(input, before?.record));
    if (isGood('clientCert') && isGood('clientKey')) problems.push(...materialProblems(input, before?.target));
  }
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

/** A certificate and its key belong together, whichever of them is new. Each that comes was parsed already. */
function materialProblems({ clientCert, clientKey }: NodeInput, stored: NodeBefore['target'] | undefined): Problem[] {
  if (!clientCert && !clientKey) return [];
  const fits = pairFits(clientCert ?? revealed(stored?.cert), clientKey ?? revealed(stored?.key));
  if (fits) return [];
  if (clientCert && clientKey) return [{ field: 'clientKey', message: MISMATCH }];
  return clientKey
    ? [{ field: 'clientKey', message: `${MISMATCH} that is stored: give both` }]
    : [
        {
          field: 'clientCert',
          message: 'the client certificate is not that of the client key that is stored: give both',
        },
      ];
}

const MISMATCH = 'the client key is not that of the client certificate';

/** What is stored and cannot be read, or parsed, fits: its node says what is wrong with it. */
function pairFits(cert: string | undefined, key: string | undefined): boolean {
  if (!cert || !key) return true;
  try {
    return certificatesOf(cert, 'client certificate', 'bad-client-cert')[0].checkPrivateKey(keyOf(key));
  } catch (error) {
    if (error instanceof ProbeFailure) return true;
    throw error;
  }
}

function revealed(secret: Secret | undefined): string | undefined {
  try {
    return secret?.reveal();
  } catch (error) {
    if (error instanceof SecretError) return undefined;
    throw error;
  }
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
