export * from './chart-dependency';
export * from './delivery';
export * from './helm-chart';
export * from './helm-chart-props';
export * from './render-options';
