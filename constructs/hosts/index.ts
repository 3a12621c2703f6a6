export * from './containerd-line';
export * from './host-entry';
export * from './host-files';
export * from './host-secret';
export * from './runtime/lab-hosts';
export * from './runtime/lab-hosts-props';
export * from './secret-quote';
