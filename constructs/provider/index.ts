export * from './charts/compute-provider-chart';
export * from './cluster/compute-provider-stack';
export * from './cluster/compute-provider-stack-props';
export * from './cluster/provider-gpu';
export * from './cluster/provider-ingress';
export * from './cluster/task-policies';
export * from './provider-version';
