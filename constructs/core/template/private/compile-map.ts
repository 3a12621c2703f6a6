import { call, type Expression, literal, requirePresence } from '../../values/private/expression';
import { splitMarkers } from '../../values/private/marker';
import { textExpression } from '../../values/private/text';
import { SpreadPart, TreePart, WhenPart } from '../../values/private/tree-part';
import { guarded, literalNode, literalOf } from './cases';
import { fieldCases } from './compile';
import { put } from './evaluate-node';
import { excludeEachOther } from './exclusive';
import { isPlainObject, resolved } from './given';
import type { Case, Cases, LiteralNode, MapEntry, SpreadEntry, TemplateNode } from './node';
import type { Place } from './place';
import { checkReferences } from './references';
import { checkText } from './suspicious-text';

type Members = { readonly [key: string]: unknown };

export function mapNode(members: Members, place: Place): TemplateNode {
  const map = new MapInTheMaking();
  map.addAll(members, place);
  return map.toNode();
}

/** A field with all it may turn out to be, under whatever condition it was given. */
interface Field {
  readonly key: Expression;
  readonly value: Case<TemplateNode>[];
}

class MapInTheMaking {
  /** In the order they were written. */
  private readonly fields: Field[] = [];
  private readonly literal = new Map<string, Field>();
  private spread: Omit<SpreadEntry, 'winners'> | undefined;

  /** @param condition of a branch whose members were spread into this map */
  addAll(members: Members, place: Place, condition?: Expression): void {
    for (const [name, value] of Object.entries(members)) {
      const [target] = splitMarkers(name);
      if (target instanceof TreePart) this.addCopied(target, place, condition);
      else this.addField(name, value, place, condition);
    }
  }

  toNode(): TemplateNode {
    const literals = this.literals();
    if (literals) return literals;
    const names = [...this.literal.keys()].map((name) => literal(name));
    const entries: MapEntry[] = [];
    const computed: Expression[] = [];
    for (const { key, value } of this.fields) {
      const isLiteral = key.kind === 'literal';
      entries.push({ kind: 'field', key, value, winners: isLiteral ? [] : [...names, ...computed] });
      if (!isLiteral) computed.push(key);
    }
    if (this.spread) entries.push({ ...this.spread, winners: [...names, ...computed] });
    return { kind: 'map', entries };
  }

  /** All of it, when no part of it depends on a value. */
  private literals(): LiteralNode | undefined {
    if (this.spread || this.literal.size < this.fields.length) return undefined;
    const map: { [key: string]: unknown } = {};
    for (const [name, { value }] of this.literal) {
      const node = literalOf(value);
      if (!node) return undefined;
      put(map, name, node.value);
    }
    return literalNode(map);
  }

  private addField(name: string, given: unknown, place: Place, condition: Expression | undefined): void {
    const key = place.attempt(() => textExpression(name));
    if (!key) return;
    checkText(name, place);
    checkReferences(key, place);
    const inside = place.member(key.kind === 'literal' ? name : '(computed)');
    const cases = fieldCases(given, inside);
    if (cases.length > 0) this.addCases(name, key, condition ? guarded(condition, cases) : cases, inside);
  }

  private addCases(name: string, key: Expression, value: Cases<TemplateNode>, place: Place): void {
    const same = this.literal.get(name);
    if (!same) {
      const field = { key, value: [...value] };
      this.fields.push(field);
      if (key.kind === 'literal') this.literal.set(name, field);
    } else if (excludeEachOther(same.value, value)) same.value.push(...value);
    else
      place.error('GPULAB1535', 'the field is written twice', 'write it once, with Values.when(condition, one, other)');
  }

  /** What `{ ...x }` left in the map. */
  private addCopied(part: TreePart, place: Place, condition: Expression | undefined): void {
    if (part instanceof WhenPart) this.addBranches(part, place, condition);
    else if (part instanceof SpreadPart) this.addSpread(part, place, condition);
    else place.error('GPULAB1534', 'only a map value or Values.when() can be spread into a map', 'write it as a field');
  }

  private addBranches({ condition, whenTrue, whenFalse }: WhenPart, place: Place, outer: Expression | undefined): void {
    checkReferences(condition, place);
    this.addBranch(whenTrue, place, both(outer, condition));
    this.addBranch(whenFalse, place, both(outer, call('negate', condition)));
  }

  private addBranch(branch: unknown, place: Place, condition: Expression): void {
    const members = resolved(branch);
    if (branch instanceof TreePart) this.addCopied(branch, place, condition);
    else if (isPlainObject(members)) this.addAll(members, place, condition);
    else if (members !== undefined) {
      place.error('GPULAB1534', 'only maps can be spread into a map', 'give Values.when() maps as its branches');
    }
  }

  private addSpread({ map, loop }: SpreadPart, place: Place, condition: Expression | undefined): void {
    place.attempt(() => requirePresence(map));
    checkReferences(map, place);
    if (condition || this.spread) {
      const hint = 'write Values.when(condition, { ...one map }, { ...another map }) around the whole';
      place.error('GPULAB1534', 'a map takes in one map value, and that without a condition', hint);
    } else this.spread = { kind: 'spread', map, loop };
  }
}

const both = (outer: Expression | undefined, condition: Expression): Expression =>
  outer ? call('both', outer, condition) : condition;
