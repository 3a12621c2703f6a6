import { APP_CODES } from './app/codes';
import { CEPH_CODES } from './ceph/codes';
import type { Codes } from './core/catalogue';
import { CORE_CODES } from './core/codes';
import { IMAGE_CODES } from './core/images/codes';
import { RULE_CODES } from './core/rules/codes';
import { VALUE_CODES } from './core/value-codes';
import { GPU_CODES } from './gpu/codes';
import { HAMI_CODES } from './gpu/hami/codes';
import { HEALTH_CODES } from './health/codes';
import { HOST_CODES } from './hosts/codes';
import { LAB_HOST_CODES } from './hosts/runtime/codes';
import { INVENTORY_CODES } from './inventory/codes';
import { LAB_CODES } from './lab/codes';
import { OUTPUT_CODES } from './output/codes';
import { PROVIDER_CODES } from './provider/codes';
import { PROVIDER_HOST_CODES } from './provider/host/codes';
import { THREEK_CODES } from './threek/codes';
import { UPSTREAM_CODES } from './upstream/codes';

/** Every code of the library: `gpulab explain` and docs/errors.md read it. */
export const CATALOGUE: Codes = {
  ...APP_CODES,
  ...CEPH_CODES,
  ...CORE_CODES,
  ...IMAGE_CODES,
  ...GPU_CODES,
  ...HAMI_CODES,
  ...HEALTH_CODES,
  ...HOST_CODES,
  ...INVENTORY_CODES,
  ...LAB_CODES,
  ...LAB_HOST_CODES,
  ...OUTPUT_CODES,
  ...PROVIDER_CODES,
  ...PROVIDER_HOST_CODES,
  ...RULE_CODES,
  ...THREEK_CODES,
  ...UPSTREAM_CODES,
  ...VALUE_CODES,
};
