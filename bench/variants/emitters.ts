import { dump } from 'js-yaml';
import { stringify } from 'yaml';
import { documentOf, fileOf } from '../../constructs/output/private/yaml';
import { objectsOf } from '../students';

/**
 * Writers alone, on the same objects, turn and turn about in one process; prints microseconds of CPU a student, and
 * how many times JSON.stringify ours takes.
 */
const STUDENTS = 100;
const COLD = 8;
const ROUNDS = 48;

const style = { sortKeys: true };
const writers: { readonly [name: string]: (objects: object[]) => string } = {
  json: (objects) => JSON.stringify(objects),
  ours: (objects) => fileOf(objects.map((object) => documentOf(object, style))),
  'js-yaml': (objects) => objects.map((object) => dump(object, { lineWidth: -1, noRefs: true })).join('---\n'),
  // As cdk8s calls it.
  yaml: (objects) =>
    objects.map((object) => stringify(object, { keepUndefined: true, lineWidth: 0, version: '1.1' })).join('---\n'),
};

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

const students = Array.from({ length: STUDENTS }, (_, index) => objectsOf(index));
const times = new Map(Object.keys(writers).map((name) => [name, [] as number[]]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, write] of Object.entries(writers)) {
    const start = cpu();
    // Bytes are what is written in the end, and a text that was only added up is not yet a text.
    for (const objects of students) Buffer.from(write(objects));
    if (round >= COLD) times.get(name)!.push((cpu() - start) / STUDENTS);
  }
}
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];
const result = Object.fromEntries([...times].map(([name, values]) => [name, median(values)]));
// Round by round: what disturbs one disturbs the other.
const ratio = median(times.get('ours')!.map((time, round) => time / times.get('json')![round]));
process.stdout.write(JSON.stringify({ ...result, ratio }));
