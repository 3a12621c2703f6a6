import { Size } from 'cdk8s';
import { GpuSlice, HamiSlicedWorkload, HamiStack, LabApp, LabChart } from 'cdk8s-gpulab';
import { CourseBase, NAMESPACE } from './base';

const app = new LabApp({ kubernetesVersion: '1.31' });
const hami = new HamiStack(app, 'hami', { hosts: 'slices', othersHaveOwnNodes: true });
const base = new CourseBase(app, 'base');
const course = new LabChart(app, 'course');
course.node.addDependency(hami, base);

// Sixty students share eight cards: an eighth of one each.
for (let number = 1; number <= 60; number++) {
  new HamiSlicedWorkload(course, `student-${number}`, {
    namespace: NAMESPACE,
    slice: GpuSlice.memory(Size.mebibytes(3000)).cores(12),
    containers: [{ image: 'registry.example.edu/course/notebook:2026', cpu: '2', memory: '6Gi', ports: [8888] }],
  });
}
app.synth();
