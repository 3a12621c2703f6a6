export * from './app';
export * from './ceph';
export * from './core';
export * from './gpu';
export * from './inventory';
export * from './lab';
export * from './output';
export * from './upstream';
