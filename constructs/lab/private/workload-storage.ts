import type { Construct } from 'constructs';
import { share } from '../../core/private/plain';
import { BooleanValue, Values } from '../../core/values';
import { ClaimAccess, type Site, type SiteClaim } from '../site';
import type { StudentWorkloadOptions } from '../workload-options';
import { type ClaimSpec, claimSpec, makeClaim } from './claim-objects';
import { isGiven, listOf } from './given';

/** The volume of `/dev/shm`. */
const SHARED_MEMORY = 'dshm';

/** What a workload mounts: the order is that of iiisthu/ailab user/userchart. */
export class WorkloadStorage {
  readonly mounts: readonly unknown[];
  private readonly sharedMemory: unknown;
  private readonly hasOptional: BooleanValue;
  private readonly claims: readonly SiteClaim[];
  private readonly optionalClaims: readonly SiteClaim[];
  private readonly scratch: readonly { readonly volume: string; readonly prefix: string }[];
  private readonly scratchSpec: ClaimSpec | undefined;

  constructor({ claims, scratch }: Site, options: StudentWorkloadOptions) {
    const { sharedMemory, sharedStorage = true, scratchSize } = options;
    this.claims = claims.filter(({ optional }) => !optional);
    this.optionalClaims = claims.filter(({ optional }) => optional);
    this.hasOptional = BooleanValue._from(sharedStorage);
    this.scratch = Array.from({ length: scratch?.count ?? 0 }, (_, i) => ({
      volume: `${scratch?.volume}${i + 1}`,
      prefix: `${scratch?.claimPrefix}-${i + 1}-`,
    }));
    this.scratchSpec = scratch && claimSpec(ClaimAccess.ONE_NODE, scratch.storageClass, scratchSize ?? scratch.size);
    const hasMemory = isGiven(sharedMemory);
    const memory = { name: SHARED_MEMORY, emptyDir: { medium: 'Memory', sizeLimit: sharedMemory } };
    this.sharedMemory = Values.when(hasMemory, share(memory));
    this.mounts = listOf(
      ...this.claims.map(mountOf),
      ...this.scratch.map(({ volume }) => ({ name: volume, mountPath: `/${volume}` })),
      ...this.optionalClaims.map((claim) => Values.when(this.hasOptional, mountOf(claim))),
      Values.when(hasMemory, { name: SHARED_MEMORY, mountPath: '/dev/shm' }),
    );
  }

  volumes(namespace: string, workload: string): unknown[] {
    return listOf(
      this.sharedMemory,
      ...this.claims.map((claim) => longTermVolume(claim, namespace)),
      ...this.scratch.map(({ volume, prefix }) => volumeOf(volume, scratchClaim(prefix, namespace, workload))),
      ...this.optionalClaims.map((claim) => Values.when(this.hasOptional, longTermVolume(claim, namespace))),
    );
  }

  makeScratch(scope: Construct, namespace: string, workload: string): void {
    for (const { volume, prefix } of this.scratch) {
      makeClaim(scope, volume, namespace, scratchClaim(prefix, namespace, workload), this.scratchSpec!);
    }
  }
}

/** The same at every synthesis: an upgrade keeps the data. */
const scratchClaim = (prefix: string, namespace: string, workload: string): string =>
  `${prefix}${namespace}-${workload}`;

const mountOf = ({ volume, mountPath }: SiteClaim): object => ({ name: volume, mountPath });

const longTermVolume = ({ volume, claimPrefix }: SiteClaim, namespace: string): object =>
  volumeOf(volume, `${claimPrefix}-${namespace}`);

const volumeOf = (name: string, claimName: string): object => ({ name, persistentVolumeClaim: { claimName } });
