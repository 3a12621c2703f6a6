import { APP_CODES } from './app/codes';
import type { Codes } from './core/catalogue';

/** Every code of the library: `gpulab explain` and docs/errors.md read it. */
export const CATALOGUE: Codes = { ...APP_CODES };
