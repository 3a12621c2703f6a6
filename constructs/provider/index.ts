export * from './provider-version';
