export * from './image-mirror';
