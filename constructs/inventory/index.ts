export * from './docker-endpoint';
export * from './inventory';
