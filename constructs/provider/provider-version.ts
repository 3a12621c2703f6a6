import { error, typed } from '../core/rules/problem';
import { refuse } from '../core/rules/refuse';

type Numbers = readonly [major: number, minor: number, patch: number];

const VERSION = /^v?(\d{1,4})\.(\d{1,4})\.(\d{1,4})$/;

/** The oldest one whose files, objects and rights are known. Source: tag v0.3.0 of lagrangedao/go-computing-provider. */
const OLDEST: Numbers = [0, 3, 0];

/**
 * A version of the computing provider. What its files may hold, which rights it needs and what it looks for in the cluster go by it.
 *
 * Known are 0.3.0 (2023-11) to 1.1.5 (2025-10); a newer one is taken to be as 1.1.5 is.
 */
export class ProviderVersion {
  /** The one of the first guide: Redis, `[LAG]`, resource-exporter v11.2.5. */
  public static readonly V0_3_0 = new ProviderVersion('0.3.0', [0, 3, 0]);

  /** The newest known: SQLite, `[HUB]` and `[UBI]`, resource-exporter v12.0.0, tasks with a port of the node. */
  public static readonly V1_1_5 = new ProviderVersion('1.1.5', [1, 1, 5]);

  /**
   * Any other, as "0.5.0". Throws GPULAB2901 for what is no version, or is older than 0.3.0.
   * @param version as the tag of the project, with or without a "v"
   */
  public static of(version: string): ProviderVersion {
    const numbers = numbersOf(version);
    if (numbers === undefined || compare(numbers, OLDEST) < 0) {
      const message = `version is ${typed(version)}; one of the computing provider from 0.3.0 on is wanted`;
      refuse([error('GPULAB2901', message, 'version', 'write it as "1.1.5"')], ProviderVersion.of);
    }
    return new ProviderVersion(numbers!.join('.'), numbers!);
  }

  private constructor(
    /** As "1.1.5", without a "v". */
    public readonly version: string,
    private readonly numbers: Numbers,
  ) {}

  /** Is it this version or a newer one? Throws GPULAB2901 for what is no version. */
  public isAtLeast(version: string): boolean {
    return compare(this.numbers, ProviderVersion.of(version).numbers) >= 0;
  }

  /** As "1.1.5". */
  public toString(): string {
    return this.version;
  }
}

function numbersOf(version: unknown): Numbers | undefined {
  const [, ...parts] = (typeof version === 'string' && VERSION.exec(version)) || [];
  return parts.length === 3 ? (parts.map(Number) as unknown as Numbers) : undefined;
}

/** Below zero where `a` is older. */
const compare = (a: Numbers, b: Numbers): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
