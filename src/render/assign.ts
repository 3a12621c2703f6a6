import { keyOf } from 'cdk8s-gpulab/lib/core/checks/private/key';
import { isMapping, type Mapping, mappingOf } from 'cdk8s-gpulab/lib/core/private/mapping';
import { type Assignment, wrongSet } from './set-argument';

/** Values with one more, as Helm sets it. The values that were given stay as they are. */
export const assign = (values: Mapping, assignment: Assignment): Mapping => put(values, assignment, 0) as Mapping;

function put(current: unknown, assignment: Assignment, depth: number): unknown {
  const { path, value } = assignment;
  if (depth === path.length) return value;
  const step = path[depth];
  return typeof step === 'number'
    ? putItem(current, assignment, { depth, step })
    : putMember(current, assignment, { depth, step });
}

/** The items before it are null when they are not there yet. */
function putItem(current: unknown, assignment: Assignment, { depth, step }: { depth: number; step: number }): unknown {
  const list: unknown[] = [];
  if (Array.isArray(current)) list.push(...current);
  else if (current !== undefined && !(current === null && isItem(assignment, depth)))
    throw not('a list', assignment, depth);
  while (list.length <= step) list.push(null);
  list[step] = put(list[step], assignment, depth + 1);
  return list;
}

/** An item that is no mapping is replaced by one; any other value must be one. */
function putMember(
  current: unknown,
  assignment: Assignment,
  { depth, step }: { depth: number; step: string },
): unknown {
  const isMissing = current === undefined || isItem(assignment, depth);
  if (!isMapping(current) && !isMissing) throw not('a mapping', assignment, depth);
  const mapping = mappingOf(current);
  const member = Object.hasOwn(mapping, step) ? mapping[step] : undefined;
  // Defines members: a key `__proto__` stays a key.
  return Object.fromEntries([...Object.entries(mapping), [step, put(member, assignment, depth + 1)]]);
}

const isItem = ({ path }: Assignment, depth: number): boolean => typeof path[depth - 1] === 'number';

const not = (wanted: string, { argument, path }: Assignment, depth: number) =>
  wrongSet(argument, `${keyOf(path.slice(0, depth))} is there and is not ${wanted}`);
