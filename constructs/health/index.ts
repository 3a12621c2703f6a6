export * from './charts/node-health-chart';
export * from './health-database';
export * from './node-health-monitor';
export * from './node-health-monitor-props';
