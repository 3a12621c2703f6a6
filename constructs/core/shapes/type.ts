/** What a value may be. `struct` has fields of its own; `object` is a map of anything; the rest says itself. */
export type TypeName =
  | 'string'
  | 'boolean'
  | 'int32'
  | 'int64'
  | 'number'
  | 'quantity'
  | 'time'
  | 'bytes'
  | 'intOrString'
  | 'any'
  | 'object'
  | 'list'
  | 'map'
  | 'struct';

/** What definitions of custom kinds say of a quantity: controller-gen writes it for each `resource.Quantity`. */
export const QUANTITY_PATTERN =
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';

/** The shape of a value. */
export class Type {
  constructor(
    readonly name: TypeName,
    /** Of a list or a map: what it holds. */
    readonly item: Type | undefined = undefined,
    /** Of a struct: its fields. */
    readonly struct: Struct | undefined = undefined,
    /** Of a string: the only values that the API server takes. */
    readonly values: ReadonlySet<string> | undefined = undefined,
  ) {}
}

/** The fields of a struct, as its text says. */
export interface Fields {
  readonly types: ReadonlyMap<string, Type>;
  readonly required: readonly string[];
  /** Fields that are not listed are kept as they are. */
  readonly open: boolean;
}

/** A struct whose text is read when somebody looks at its fields: of hundreds of definitions a program uses dozens. */
export class Struct {
  /** What the checks demand of it beyond its fields; kept here because a look-up per struct of every object adds up. */
  rules: readonly ((fields: any, walk: any) => void)[] | undefined;

  private fields: Fields | undefined;

  constructor(
    /** As `core.v1.PodSpec`; empty for a struct inside a custom kind. */
    readonly name: string,
    private readonly read: () => Fields,
  ) {}

  get types(): ReadonlyMap<string, Type> {
    return this.known.types;
  }

  get required(): readonly string[] {
    return this.known.required;
  }

  get open(): boolean {
    return this.known.open;
  }

  private get known(): Fields {
    this.fields ??= this.read();
    return this.fields;
  }
}
