import { ApiObject, App, Chart } from 'cdk8s';
import { objectsOf, uidOf } from '../students';

/** cdk8s by its docs: one App, one Chart a student. */
const app = new App({ outdir: process.argv[3] });
for (let i = 0; i < Number(process.argv[2]); i++) {
  const chart = new Chart(app, uidOf(i));
  for (const [index, object] of objectsOf(i).entries()) new ApiObject(chart, `object${index}`, object as never);
}
app.synth();
