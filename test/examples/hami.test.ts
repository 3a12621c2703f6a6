import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { run } from '../../tools/run';
import { folderOfTests } from '../support/folder';
import { hostRun } from './run';

const root = resolve(__dirname, '../..');
const folder = join(root, 'examples/hami');

describe('the course that shares cards', () => {
  const output = folderOfTests();
  const objects: any[] = [];

  beforeAll(async () => {
    await hostRun(folder, output, () => import('../../examples/hami/main'));
    for (const name of readdirSync(output).filter((file) => file.endsWith('.yaml'))) {
      objects.push(...parseAllDocuments(readFileSync(join(output, name), 'utf8')).map((document) => document.toJS()));
    }
  });

  test('is put together in at most 25 lines', () => {
    expect(readFileSync(join(folder, 'main.ts'), 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(25);
  });

  test('has a pod for each of sixty students, on an eighth of a card', () => {
    const students = objects.filter(({ metadata }) => /^student-/.test(metadata.name));
    expect(students).toHaveLength(60);
    for (const { spec } of students) {
      expect(spec.template.spec.schedulerName).toBe('hami-scheduler');
      expect(spec.template.spec.containers[0].resources.limits).toMatchObject({
        'nvidia.com/gpu': 1,
        'nvidia.com/gpumem': 3000,
        'nvidia.com/gpucores': 12,
      });
    }
  });

  test('fits on eight cards, as the command says, and teachers have whole ones', () => {
    const stdout = run(
      process.execPath,
      [join(root, 'src/bin/gpulab'), 'fit', '--json', '--app', join(folder, 'main.ts')],
      {},
    );
    const { findings, result } = JSON.parse(stdout);
    expect(findings).toEqual([]);
    expect(result.waiting).toEqual([]);
    expect(result.placed).toHaveLength(62);
    const shared = result.nodes.filter(({ sliced }: any) => sliced).flatMap(({ cards }: any) => cards);
    expect(shared.map(({ freeSlots }: any) => freeSlots).sort()).toEqual([2, 2, 2, 2, 3, 3, 3, 3]);
    const whole = result.placed.filter(({ node }: any) => node === 'exam').map(({ pod }: any) => pod);
    expect(whole).toEqual(['course/grading', 'course/exam']);
  });
});
