/** What every declared value says of itself. */
export interface ValueProps {
  /** What the value is for: the comment in values.yaml, and the help of an editor. */
  readonly description: string;

  /**
   * May it be absent? A field that is filled with an absent value is left out.
   * @default - required, unless it has a default
   */
  readonly optional?: boolean;
}

/** A text. */
export interface TextProps extends ValueProps {
  /**
   * Used when a values file says nothing.
   * @default - none: the value is required or optional
   */
  readonly defaultValue?: string;

  /**
   * A valid text, for documentation and checks. Needed when the value is required.
   * @default - the first of `allowed`
   */
  readonly example?: string;

  /**
   * The only texts it can be.
   * @default - any
   */
  readonly allowed?: string[];

  /**
   * Texts that it cannot be, although all else would allow them.
   * @default - none
   */
  readonly forbidden?: string[];

  /**
   * Regular expression that it matches, by RE2 (no lookaround, no references back); `^` and `$` where the whole text is meant.
   * @default - any text without control characters
   */
  readonly pattern?: string;

  /**
   * In characters.
   * @default 0
   */
  readonly minLength?: number;

  /**
   * In characters.
   * @default - no limit
   */
  readonly maxLength?: number;
}

/** An integer. */
export interface IntegerProps extends ValueProps {
  /**
   * Used when a values file says nothing.
   * @default - none: the value is required or optional
   */
  readonly defaultValue?: number;

  /**
   * A valid integer, for documentation and checks.
   * @default - the one nearest to zero
   */
  readonly example?: number;

  /**
   * The least it can be.
   * @default -9007199254740991
   */
  readonly minimum?: number;

  /**
   * The most it can be.
   * @default 9007199254740991
   */
  readonly maximum?: number;
}

/** A number, perhaps with a fraction. */
export interface NumberProps extends ValueProps {
  /**
   * Used when a values file says nothing.
   * @default - none: the value is required or optional
   */
  readonly defaultValue?: number;

  /**
   * A valid number, for documentation and checks.
   * @default - the one nearest to zero
   */
  readonly example?: number;

  /**
   * The least it can be.
   * @default -1e300
   */
  readonly minimum?: number;

  /**
   * The most it can be.
   * @default 1e300
   */
  readonly maximum?: number;
}

/** True or false. */
export interface BooleanProps extends ValueProps {
  /**
   * Used when a values file says nothing.
   * @default - none: the value is required or optional
   */
  readonly defaultValue?: boolean;

  /**
   * For documentation and checks.
   * @default false
   */
  readonly example?: boolean;
}

/** An amount such as 8, 500m or 16Gi: a number or text in values, always text in manifests. */
export interface QuantityProps extends ValueProps {
  /**
   * Used when a values file says nothing.
   * @default - none: the value is required or optional
   */
  readonly defaultValue?: string;

  /**
   * A valid quantity, for documentation and checks.
   * @default "0"
   */
  readonly example?: string;
}

/** An integer or a text, such as a port and its name. */
export interface IntOrStringProps extends ValueProps {
  /**
   * Used when a values file says nothing.
   * @default - none: the value is required or optional
   */
  readonly defaultValue?: number | string;

  /**
   * A valid one, for documentation and checks.
   * @default 0
   */
  readonly example?: number | string;
}

/** A list of texts. */
export interface StringListProps extends ValueProps {
  /**
   * Used when a values file says nothing.
   * @default - none: the value is required or optional
   */
  readonly defaultValue?: string[];

  /**
   * A valid list, for documentation and checks.
   * @default []
   */
  readonly example?: string[];
}

/** A list of anything, or of objects. */
export interface ListProps extends ValueProps {
  /**
   * Used when a values file says nothing.
   * @default - none: the value is required or optional
   */
  readonly defaultValue?: any[];

  /**
   * A valid list, for documentation and checks.
   * @default []
   */
  readonly example?: any[];
}

/** A map from texts to texts. */
export interface StringMapProps extends ValueProps {
  /**
   * Used when a values file says nothing.
   * @default - none: the value is required or optional
   */
  readonly defaultValue?: { [key: string]: string };

  /**
   * A valid map, for documentation and checks.
   * @default - empty
   */
  readonly example?: { [key: string]: string };
}

/** A map from texts to anything. */
export interface MapProps extends ValueProps {
  /**
   * Used when a values file says nothing.
   * @default - none: the value is required or optional
   */
  readonly defaultValue?: { [key: string]: any };

  /**
   * A valid map, for documentation and checks.
   * @default - empty
   */
  readonly example?: { [key: string]: any };
}

/** Values below a common name. */
export interface GroupProps {
  /** What the group is about. */
  readonly description: string;
}
