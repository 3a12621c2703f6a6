export * from './lab-app';
export * from './synthesis';
