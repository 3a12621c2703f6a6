export * from './host-entry';
export * from './host-files';
export * from './host-secret';
export * from './secret-quote';
