export * from './argo-cd-options';
export * from './chart-dependency';
export * from './delivery';
export * from './flux-options';
export * from './helm-chart';
export * from './helm-chart-props';
export * from './inline-options';
export * from './render-options';
