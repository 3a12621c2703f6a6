export * from './app';
export * from './core';
export * from './gpu/hami';
export * from './inventory';
export * from './lab';
export * from './output';
export * from './upstream';
