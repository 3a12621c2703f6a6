export * from './docker-endpoint';
export * from './inventory';
export * from './ssh-access';
