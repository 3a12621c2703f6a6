// Written by tools/generate-shapes.ts from the OpenAPI documents of real API servers. Do not edit.

import { MELLANOX_COM } from './mellanox.com';

export { DEFINITIONS, KINDS, VERSIONS } from './kubernetes';

/** Custom kinds, one text per API group. */
export const CUSTOM: readonly string[] = [MELLANOX_COM];
