export * from './lab-roster-chart';
export * from './lab-user-chart';
export * from './site-chart-props';
export * from './student-workload-chart';
