export * from './acknowledgement';
export * from './custom-check';
export * from './external';
export * from './finding';
export * from './lab-chart';
export { Wait, WaitOptions, WaitTarget } from './releases/wait';
export { Scope } from './scope';
export * from './summary-line';
export * from './values';
