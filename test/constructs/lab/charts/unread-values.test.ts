import { expect, test } from 'vitest';
import { LabApp } from '../../../../constructs/app';
import { LabRosterChart, LabUserChart, StudentWorkloadChart } from '../../../../constructs/lab';
import { plainSite, site } from '../campus';

test.each([
  ['that has everything', site],
  ['that has the least', plainSite],
])('every value of the charts is read, on a site %s', (_which, campus) => {
  const app = new LabApp();
  const props = { site: campus, version: '1.0.0' };
  new StudentWorkloadChart(app, 'job', props);
  new LabUserChart(app, 'user', props);
  new LabRosterChart(app, 'roster', { ...props, profiles: { intro: {} }, defaultProfile: 'intro' });
  const { findings } = app._synthesize({ checkOnly: true, helm: true });
  expect(findings.map(({ code, message }) => `${code} ${message}`).filter((told) => !/^GPULAB13/.test(told))).toEqual(
    [],
  );
});
