export * from './finding';
export * from './lab-chart';
