import { homedir } from 'node:os';
import { join } from 'node:path';

/** What is dear to make and the same for every checkout. Outside the repository, so that a clean one finds it too. */
export const CACHE = join(homedir(), '.cache/cdk8s-gpulab');
