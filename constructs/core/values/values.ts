import type { IConstruct } from 'constructs';
import { BooleanValue } from './boolean-value';
import { IntOrStringValue } from './int-or-string-value';
import { IntegerValue } from './integer-value';
import { ListValue } from './list-value';
import { MapValue } from './map-value';
import { NumberValue } from './number-value';
import type { Computed, Declaration, Demand } from './private/declaration';
import { computedProblems, declarationProblems } from './private/declaration-rules';
import {
  type BuiltIn,
  call,
  type Expression,
  type Loop,
  literal,
  needsLoop,
  type Reference,
  requirePresence,
  type Type,
} from './private/expression';
import { hasMarker } from './private/marker';
import { mistake, mistakes } from './private/mistake';
import { addCondition, setLoop } from './private/presence';
import type { JsonSchema } from './private/schema';
import { textExpression } from './private/text';
import { EachPart, WhenPart } from './private/tree-part';
import {
  ANY_LIST,
  ANY_MAP,
  COMMAND_LIST,
  INT_OR_STRING,
  integerSchema,
  numberSchema,
  QUANTITY,
  TEXT_LIST,
  TEXT_MAP,
  textSchema,
} from './private/value-schemas';
import { StringValue } from './string-value';
import type {
  BooleanProps,
  GroupProps,
  IntegerProps,
  IntOrStringProps,
  ListProps,
  MapProps,
  NumberProps,
  QuantityProps,
  StringListProps,
  StringMapProps,
  TextProps,
  ValueProps,
} from './value-props';

/**
 * Declares the values that a chart is rendered with, and gives typed references to them, which can stand wherever a literal can.
 * One object for the values of a chart (`chart.values`), for a group of them, and for the fields of a list's items.
 */
export class Values {
  /** Is a text known when the program runs? It is not when it holds a reference to a value. */
  public static isLiteral(text: string): boolean {
    return !hasMarker(text);
  }

  /**
   * A part of a manifest that depends on a condition: the content of a field or list item, or fields that are spread into a map.
   *
   * @param condition decides between the two
   * @param then what is there when it holds; undefined: nothing
   * @param otherwise what is there when it does not hold; undefined: nothing
   */
  public static when(condition: BooleanValue, then: any, otherwise?: any): any {
    const decision = condition._expression;
    if (decision.kind === 'literal') return decision.value ? then : otherwise;
    requirePresence(decision);
    return new WhenPart(decision, then, otherwise);
  }

  /** A list item that is there once for each item of a list; the template uses `list.item` or `list.current`. */
  public static eachItem(list: ListValue, template: any): any {
    requirePresence(list._expression);
    return new EachPart(list._loop, template);
  }

  /** A list item that is there once for each entry of a map; the template uses `map.key` and `map.current`. */
  public static eachEntry(map: MapValue, template: any): any {
    requirePresence(map._expression);
    return new EachPart(map._loop, template);
  }

  /** The objects at and below a construct exist only when the condition holds, and all conditions of its parents. */
  public static onlyIf(scope: IConstruct, condition: BooleanValue): void {
    const decision = condition._expression;
    requirePresence(decision);
    if (decision.kind !== 'literal') addCondition(scope, decision);
    else if (!decision.value) scope.node.scope?.node.tryRemoveChild(scope.node.id);
  }

  /** The objects at and below a construct exist once for each item of a list, whose fields they use. */
  public static repeat(scope: IConstruct, list: ListValue): void {
    requirePresence(list._expression);
    refuseLoop(list._expression, `the repetition of ${scope.node.path}`);
    setLoop(scope, list._loop);
  }

  /** @internal */
  public static _ofChart(): Values {
    return new Values([]);
  }

  /** @internal */
  public readonly _declarations: Declaration[] = [];

  /**
   * Those of the whole chart, in the order of declaration; empty elsewhere.
   * @internal
   */
  public readonly _computed: Computed[] = [];

  /**
   * Those of the whole chart; empty elsewhere.
   * @internal
   */
  public readonly _demands: Demand[] = [];

  /**
   * The loop whose items have these fields.
   * @internal
   */
  public _loop?: Loop;

  private loops = 0;
  private readonly root: Values;

  private constructor(
    /**
     * Names of the groups from the root, or from an item, down.
     * @internal
     */
    public readonly _path: readonly string[],
    root?: Values,
  ) {
    this.root = root ?? this;
  }

  /** Declares a text. */
  public text(name: string, props: TextProps): StringValue {
    return StringValue._of(this.declare(name, 'text', props, textSchema(props), props.allowed?.[0]));
  }

  /** Declares an integer. */
  public integer(name: string, props: IntegerProps): IntegerValue {
    return IntegerValue._of(this.declare(name, 'integer', props, integerSchema(props), nearestToZero(props)));
  }

  /** Declares a number, perhaps with a fraction. */
  public number(name: string, props: NumberProps): NumberValue {
    return NumberValue._of(this.declare(name, 'number', props, numberSchema(props), nearestToZero(props)));
  }

  /** Declares something that is true or false. */
  public boolean(name: string, props: BooleanProps): BooleanValue {
    return BooleanValue._of(this.declare(name, 'boolean', props, { type: 'boolean' }, false));
  }

  /** Declares a quantity of Kubernetes: 8, 500m or 16Gi in values, text in manifests. */
  public quantity(name: string, props: QuantityProps): StringValue {
    return StringValue._of(call('quantityText', this.declare(name, 'intOrString', props, QUANTITY, '0')));
  }

  /** Declares an integer or a text. */
  public intOrString(name: string, props: IntOrStringProps): IntOrStringValue {
    return IntOrStringValue._of(this.declare(name, 'intOrString', props, INT_OR_STRING, 0));
  }

  /** Declares a list of texts. */
  public stringList(name: string, props: StringListProps): ListValue {
    return this.listOf(this.declare(name, 'list', props, TEXT_LIST, []), 'text');
  }

  /** Declares a list of anything that is passed on as it is, such as tolerations. */
  public anyList(name: string, props: ListProps): ListValue {
    return this.listOf(this.declare(name, 'list', props, ANY_LIST, []), 'any');
  }

  /**
   * Declares a list whose items have a schema: objects that are passed on as a whole, or integers.
   * @internal
   */
  public _shapedList(name: string, props: ListProps, items: JsonSchema): ListValue {
    return this.listOf(this.declare(name, 'list', props, { type: 'array', items }, []), 'any');
  }

  /** Declares a command: a list of texts, or a text that holds such a list as JSON; an empty text is an empty list. */
  public commandList(name: string, props: StringListProps): ListValue {
    const list = call('jsonList', this.declare(name, 'list', props, COMMAND_LIST, []));
    if (this._loop) return this.listOf(list, 'text');
    // A variable: what stands in templates is short. No other name of one has a dash below.
    const variable = { name: `${name.replaceAll('-', '_')}_${this.root.loops + 1}`, value: list };
    this.root._computed.push(variable);
    return this.listOf({ kind: 'variable', type: 'list', ...variable }, 'text');
  }

  /** Declares a list of objects; their fields are declared on its `item`. */
  public list(name: string, props: ListProps): ListValue {
    const item = new Values([], this.root);
    const list = this.listOf(this.declare(name, 'list', props, { type: 'array' }, [], { item }), item);
    item._loop = list._loop;
    return list;
  }

  /** Declares a map from texts to texts, such as labels. */
  public stringMap(name: string, props: StringMapProps): MapValue {
    return this.mapOf(this.declare(name, 'map', props, TEXT_MAP, {}), 'text');
  }

  /** Declares a map of anything that is passed on as it is, such as an affinity. */
  public anyMap(name: string, props: MapProps): MapValue {
    return this.mapOf(this.declare(name, 'map', props, ANY_MAP, {}), 'any');
  }

  /** Declares values below a common name. */
  public group(name: string, props: GroupProps): Values {
    const group = new Values([...this._path, name], this.root);
    this.declare(name, 'map', props, { type: 'object' }, undefined, { group });
    return group;
  }

  /**
   * Names a text that several objects use: a variable in the templates of the Helm chart.
   *
   * @param name a small letter first, then letters and digits
   * @param text may hold references, but no fields of a list's items
   */
  public computed(name: string, text: string): StringValue {
    const computed = { name, value: textExpression(text) };
    const problems = computedProblems(this.root, name);
    if (problems.length > 0) throw mistakes(problems);
    refuseLoop(computed.value, `the computed text ${name}`);
    this.root._computed.push(computed);
    const isKnown = computed.value.kind === 'literal';
    return StringValue._of(isKnown ? computed.value : { kind: 'variable', type: 'text', ...computed });
  }

  /**
   * Declares a rule that goes over several values: nothing is rendered unless it holds.
   *
   * @param condition holds for good values
   * @param message what is wrong otherwise, and what to do; a literal text
   */
  public demand(condition: BooleanValue, message: string): void {
    if (hasMarker(message)) throw mistake('GPULAB1511', 'the message of a demand must be a literal text');
    const demanded = condition._expression;
    if (demanded.kind === 'literal' && demanded.value) return;
    requirePresence(demanded);
    refuseLoop(demanded, `the demand "${message}"`);
    this.root._demands.push({ condition: demanded, message });
  }

  /** The name of the release. */
  public releaseName(): StringValue {
    return builtIn('Release.Name');
  }

  /** The namespace that the release is installed into. */
  public releaseNamespace(): StringValue {
    return builtIn('Release.Namespace');
  }

  /** The version of the chart. */
  public chartVersion(): StringValue {
    return builtIn('Chart.Version');
  }

  private declare(
    name: string,
    type: Type,
    { description, optional = false, defaultValue, example }: Declared,
    schema: JsonSchema,
    natural: unknown,
    below: { readonly group?: Values; readonly item?: Values } = {},
  ): Expression {
    const isDefaultOfItem = this._loop !== undefined && defaultValue !== undefined;
    const mayBeAbsent = optional || isDefaultOfItem;
    const declaration = {
      name,
      description,
      schema,
      optional: mayBeAbsent,
      defaultValue,
      example: example ?? natural,
      ...below,
    };
    const problems = declarationProblems(this, declaration, optional);
    if (problems.length > 0) throw mistakes(problems);
    this._declarations.push(declaration);
    const { minimum, maximum } = schema;
    const path = [...this._path, name];
    const root = this._loop ? undefined : this.root;
    const reference: Reference = {
      kind: 'reference',
      type,
      path,
      loop: this._loop,
      root,
      optional: mayBeAbsent,
      minimum,
      maximum,
    };
    return isDefaultOfItem ? call('orElse', reference, literal(defaultValue as string, type)) : reference;
  }

  private listOf(source: Expression, content: 'text' | 'any' | Values): ListValue {
    return ListValue._of(source, this.newLoop(source, false), content);
  }

  private mapOf(source: Expression, content: 'text' | 'any'): MapValue {
    return MapValue._of(source, this.newLoop(source, true), content);
  }

  private newLoop(source: Expression, overMap: boolean): Loop {
    this.root.loops++;
    return { id: this.root.loops, source, overMap };
  }
}

/** What props of every type have. */
type Declared = ValueProps & { readonly defaultValue?: unknown; readonly example?: unknown };

const builtIn = (name: BuiltIn['name']): StringValue => StringValue._of({ kind: 'builtIn', type: 'text', name });

const nearestToZero = ({ minimum, maximum }: IntegerProps): number =>
  Math.max(minimum ?? Number.NEGATIVE_INFINITY, Math.min(maximum ?? Number.POSITIVE_INFINITY, 0));

function refuseLoop(expression: Expression, what: string): void {
  if (!needsLoop(expression)) return;
  throw mistake('GPULAB1514', `${what} uses a field of a list's items, which has a value inside of a loop only`);
}
