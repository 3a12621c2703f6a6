export * from './chart-facts';
export * from './upstream-chart';
export * from './upstream-release';
