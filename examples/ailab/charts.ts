import {
  ComputeProviderChart,
  CPodOperatorChart,
  HamiWorkloadChart,
  LabApp,
  LabRosterChart,
  LabUserChart,
  NodeHealthChart,
  StudentWorkloadChart,
  ThreeKPlatformChart,
} from 'cdk8s-gpulab';
import { profiles } from './profiles';
import { site } from './site';

/** Of all charts; to be raised with each change that is handed out. */
const version = '1.0.0';

const app = new LabApp();
new StudentWorkloadChart(app, 'student-workload', { site, version });
new LabUserChart(app, 'lab-user', { site, version });
new LabRosterChart(app, 'lab-roster', { site, version, profiles, defaultProfile: 'intro' });
new HamiWorkloadChart(app, 'hami-workload', { version });
// Of the 3K platform; nothing in them is of one site.
new CPodOperatorChart(app, 'cpod-operator', { version });
new ThreeKPlatformChart(app, 'threek-platform', { version });
// Of a computing provider; of no site, either.
new ComputeProviderChart(app, 'compute-provider', { version });
new NodeHealthChart(app, 'node-health', { version });
app.synth();
