export * from './app';
export * from './core';
