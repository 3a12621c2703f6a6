import { mkdirSync, writeFileSync } from 'node:fs';
import { objectsOf, uidOf } from '../students';

/** The floor: no library at all. The objects, JSON.stringify, one file a student. */
const [count, outdir] = [Number(process.argv[2]), process.argv[3]];
mkdirSync(outdir, { recursive: true });
for (let i = 0; i < count; i++) {
  writeFileSync(
    `${outdir}/${uidOf(i)}.k8s.json`,
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objectsOf(i) }),
  );
}
