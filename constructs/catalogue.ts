import { APP_CODES } from './app/codes';
import type { Codes } from './core/catalogue';
import { CORE_CODES } from './core/codes';
import { RULE_CODES } from './core/rules/codes';
import { VALUE_CODES } from './core/value-codes';
import { HAMI_CODES } from './gpu/hami/codes';
import { INVENTORY_CODES } from './inventory/codes';
import { LAB_CODES } from './lab/codes';
import { OUTPUT_CODES } from './output/codes';

/** Every code of the library: `gpulab explain` and docs/errors.md read it. */
export const CATALOGUE: Codes = {
  ...APP_CODES,
  ...CORE_CODES,
  ...HAMI_CODES,
  ...INVENTORY_CODES,
  ...LAB_CODES,
  ...OUTPUT_CODES,
  ...RULE_CODES,
  ...VALUE_CODES,
};
