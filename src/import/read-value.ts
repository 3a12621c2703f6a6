import { shown } from 'cdk8s-gpulab/lib/core/private/visible';
import { changed, dropped, type Given, mapped, type Reading, wrong } from './reading';
import { readWords } from './words';
import { NOT_GIVEN, type WorkloadKey } from './workload-keys';

/** Numbers that nobody reads in two ways: no leading zero, no sign, base or exponent. */
const PLAIN_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const WHOLE_NUMBER = /^-?(?:0|[1-9]\d*)$/;

const PLAIN_SWITCH = /^(?:true|false)$/i;
const ON = /^(?:true|yes|on|y)$/i;

/** What the old charts made of a value, in the plainest form. Whether the amount or name is allowed is not asked here. */
export function readValue(given: Given, { kind, zero }: WorkloadKey): Reading {
  const { key, value } = given;
  if (value === null || value === '') return dropped('GPULAB4223', `${key} is empty, which is the default`);
  switch (kind) {
    case 'text':
    case 'image':
      return typeof value === 'string' ? mapped(value) : wrong(WRONG_TYPE, ...notText(given));
    case 'integer':
      return readInteger(given, zero);
    case 'quantity':
      return typeof value === 'string' ? mapped(value) : readAmount(given, zero);
    case 'switch':
      return readSwitch(given);
    case 'words':
      return readWords(given);
  }
}

const WRONG_TYPE = 'GPULAB4203';

/** What stands there instead of what is wanted. */
export function described({ value, source }: Omit<Given, 'key'>): string {
  if (typeof value === 'string') return shown(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  const written =
    source === undefined || source === String(value) ? '' : `${shortSource(source)}, which YAML reads as `;
  return `${written}${typeof value === 'number' ? 'the number ' : ''}${value}`;
}

/** A plain scalar, so without quotes. */
const shortSource = (source: string): string => shown(source).slice(1, -1);

const notWanted = (given: Given, wanted: string): string => `${given.key} is ${described(given)}: ${wanted} is wanted`;

function notText(given: Given): [message: string, hint?: string] {
  const { key, value, source } = given;
  const message = notWanted(given, 'text');
  if (typeof value === 'object') return [message];
  const text = shown(source ?? String(value));
  if (key === 'GPU') return [message, 'write the whole name of the model'];
  const isName = key === 'NameSpace' || key === 'DeployName';
  const letter = key === 'DeployName' ? 'take a name that begins with a letter' : 'give a DeployName that does';
  if (isName && typeof value === 'number') {
    return [message, `put it in quotes, ${text}; names of Services begin with a letter: ${letter}`];
  }
  return [message, `put it in quotes: ${text}`];
}

function readInteger(given: Given, zero: WorkloadKey['zero']): Reading {
  const { key, value } = given;
  if (typeof value === 'string' && WHOLE_NUMBER.test(value) && Number.isSafeInteger(Number(value))) {
    return changed(Number(value), 'GPULAB4211', `${key} ${shown(value)} is written without quotes`);
  }
  if (typeof value === 'number' && !Number.isInteger(value))
    return wrong(WRONG_TYPE, notWanted(given, 'a whole number'));
  return readNumber(given, zero, 'a whole number');
}

/** The chart takes whole numbers only: others have several texts (0.5, 5e-1). */
function readAmount(given: Given, zero: WorkloadKey['zero']): Reading {
  const { key, value } = given;
  if (typeof value !== 'number' || Number.isInteger(value)) return readNumber(given, zero, 'an amount (8, 500m, 16Gi)');
  return changed(String(value), 'GPULAB4211', `${key} ${value} is written in quotes`);
}

function readNumber(given: Given, zero: WorkloadKey['zero'], wanted: string): Reading {
  const { key, value, source } = given;
  if (typeof value !== 'number') return wrong(WRONG_TYPE, notWanted(given, wanted));
  if (value === 0 && zero === NOT_GIVEN) return dropped('GPULAB4223', `${key} is 0, which is the default`);
  if (value === 0 && zero !== undefined) {
    const message = `${key} is 0, which stood for the default: ${zero} is written`;
    // Amounts are above zero.
    const hint = key === 'Replicas' ? 'write 0 into the new file if 0 is meant' : undefined;
    return changed(zero, 'GPULAB4212', message, hint);
  }
  if (source === undefined || PLAIN_NUMBER.test(source)) return mapped(value);
  return changed(value, 'GPULAB4211', `${key} ${shortSource(source)} is written as ${value}`);
}

function readSwitch(given: Given): Reading {
  const { key, value, source } = given;
  if (typeof value === 'boolean') {
    if (source === undefined || PLAIN_SWITCH.test(source)) return mapped(value);
    return changed(value, 'GPULAB4211', `${key} ${shortSource(source)} is written as ${value}`);
  }
  if (value === 0 || value === 1) {
    return changed(value === 1, 'GPULAB4211', `${key} ${value} is written as ${value === 1}`);
  }
  if (typeof value !== 'string') return wrong(WRONG_TYPE, notWanted(given, 'true or false'));
  if (ON.test(value)) return changed(true, 'GPULAB4211', `${key} ${shown(value)} is written as true`);
  const hint = 'write false without quotes if it is to be off, true if it is to stay on';
  return wrong('GPULAB4204', `${key} is the text ${shown(value)}, and every text counted as on`, hint);
}
