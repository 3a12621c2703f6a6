import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabApp, StudentWorkloadChart } from 'cdk8s-gpulab';
import { site } from '../../../examples/ailab/site';
import { type Job, readJob } from '../../../src/import/job';
import { Registries } from '../../../src/import/registries';
import { inFolder } from '../../support/folder';

/** The chart of the campus that files are imported for. */
export const target = new StudentWorkloadChart(new LabApp(), 'student-workload', { site, version: '1.0.0' });

/** What is read of a text that stands in a file `lab1.yaml`. */
export const jobOf = (text: string, registries: string[] = []): Job =>
  inFolder((folder) => {
    const file = join(folder, 'lab1.yaml');
    writeFileSync(file, text);
    return readJob(
      { file, path: file, name: 'lab1.yaml' },
      { target, registries: new Registries(registries), roster: undefined },
    );
  });

/** Everything that is not simply mapped, on one line each: fate, place, key, code. */
export const told = ({ entries }: Job): string[] =>
  entries
    .filter(({ fate }) => fate !== 'mapped')
    .map(({ fate, line, column, key, remark }) => `${fate} ${line}:${column} ${key} ${remark?.code}`);

/** What is said of a key. */
export const remarkOf = ({ entries }: Job, key: string) =>
  entries.find((entry) => entry.key === key && entry.fate !== 'mapped')?.remark;
