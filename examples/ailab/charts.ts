<<<<<<< HEAD
import {
  CPodOperatorChart,
  LabApp,
  LabRosterChart,
  LabUserChart,
  StudentWorkloadChart,
  ThreeKPlatformChart,
} from 'cdk8s-gpulab';
=======
import { HamiWorkloadChart, LabApp, LabRosterChart, LabUserChart, StudentWorkloadChart } from 'cdk8s-gpulab';
>>>>>>> main
import { profiles } from './profiles';
import { site } from './site';

/** Of all charts; to be raised with each change that is handed out. */
const version = '1.0.0';

const app = new LabApp();
new StudentWorkloadChart(app, 'student-workload', { site, version });
new LabUserChart(app, 'lab-user', { site, version });
new LabRosterChart(app, 'lab-roster', { site, version, profiles, defaultProfile: 'intro' });
<<<<<<< HEAD
// Of the 3K platform; nothing in them is of one site.
new CPodOperatorChart(app, 'cpod-operator', { version });
new ThreeKPlatformChart(app, 'threek-platform', { version });
=======
new HamiWorkloadChart(app, 'hami-workload', { version });
>>>>>>> main
app.synth();
