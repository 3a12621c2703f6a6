import { Inventory, Lab, LabApp, Roster } from 'cdk8s-gpulab';
import { ClusterServices } from './cluster';
import { profiles } from './profiles';
import { site } from './site';

const app = new LabApp();
const cluster = new ClusterServices(app, 'cluster');
const students = new Lab(app, 'students', {
  site,
  roster: Roster.fromFile(process.env.ROSTER ?? 'roster.csv'),
  inventory: Inventory.fromFile('inventory.yaml'),
  profiles,
  defaultProfile: 'intro',
});
students.node.addDependency(cluster);
app.synth();
