import { BooleanValue, type IntegerValue } from '../core/values';

/** A folder of the server. */
export interface EmbeddedDatabaseProps {
  /**
   * Size of its claim.
   * @default "2Gi"
   */
  readonly size?: string;

  /**
   * Storage class of its claim: made by the program, or declared with `app.external.storageClass`.
   * @default - the default class of the cluster
   */
  readonly storageClass?: string;
}

/** A PostgreSQL that somebody else runs. */
export interface PostgresDatabaseProps {
  /** Secret in the namespace of the monitor that holds the URL, with user and password: `postgresql://USER:PASSWORD@HOST/DATABASE`. */
  readonly secret: string;

  /**
   * Key of the URL in it.
   * @default "url"
   */
  readonly key?: string;

  /**
   * Port that PostgreSQL listens on, for the network policy.
   * @default 5432
   */
  readonly port?: number | IntegerValue;
}

/** Where a `NodeHealthMonitor` keeps nodes, states and their history. */
export class HealthDatabase {
  /** PGlite, which is PostgreSQL in the server itself, in a claim. For one replica. */
  public static embedded(props: EmbeddedDatabaseProps = {}): HealthDatabase {
    return new HealthDatabase(props, undefined, BooleanValue.literal(false));
  }

  /** A real PostgreSQL, for any number of replicas. */
  public static postgres(props: PostgresDatabaseProps): HealthDatabase {
    return new HealthDatabase(undefined, props, BooleanValue.literal(true));
  }

  /**
   * Which of the two is known when values are.
   * @internal
   */
  public static _either(
    isPostgres: BooleanValue,
    postgres: PostgresDatabaseProps,
    embedded: EmbeddedDatabaseProps,
  ): HealthDatabase {
    return new HealthDatabase(embedded, postgres, isPostgres);
  }

  private constructor(
    /** @internal */
    public readonly _embedded: EmbeddedDatabaseProps | undefined,
    /** @internal */
    public readonly _postgres: PostgresDatabaseProps | undefined,
    /** @internal */
    public readonly _isPostgres: BooleanValue,
  ) {}
}
