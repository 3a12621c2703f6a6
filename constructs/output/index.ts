export * from './chart-dependency';
export * from './helm-chart';
export * from './helm-chart-props';
export * from './render-options';
