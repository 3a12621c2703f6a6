export { type Endpoint, endpointOf } from './address';
export { ProbeFailure } from './failure';
export { createProbe, type ProbeTools, probe } from './probe';
export { SessionCache } from './sessions';
export { shown, shownAddress } from './shown';
