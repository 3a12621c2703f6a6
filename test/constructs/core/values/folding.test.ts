import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { BooleanValue, IntegerValue, LabChart, StringValue, Values } from '../../../../constructs/core';
import { WhenPart } from '../../../../constructs/core/values/private/tree-part';
import { declare } from './declared';

const { name, port, shared, note } = declare();
const yes = BooleanValue.literal(true);
const no = BooleanValue.literal(false);

describe('what is known is calculated at once, and stands for itself', () => {
  test.each([
    [yes.negate(), false],
    [yes.both(no), false],
    [no.either(yes), true],
    [no.orDefault(true), false],
    [yes.isSet(), true],
    [yes.pickText('a', 'b'), 'a'],
    [no.pickInteger(1, 2), 2],
    [IntegerValue.literal(3).plus(2), 5],
    [IntegerValue.literal(3).times(-2), -6],
    [IntegerValue.literal(3).atLeast(5), 5],
    [IntegerValue.literal(-0), 0],
    [IntegerValue.literal(3).lessThan(3), false],
    [StringValue.of('Li Ming').dnsLabel(), 'li-ming'],
    [StringValue.of('').orDefault('x'), 'x'],
    [StringValue.of('é').byteLength(), 2],
    [StringValue.of(`${yes} ${IntegerValue.literal(7)}`), 'true 7'],
  ])('%#', (value, expected) => {
    expect(value.resolve()).toBe(expected);
    expect(value.text).toBe(String(expected));
  });
});

describe('what is known in part is reduced to what is not', () => {
  test.each([
    [shared.both(yes), shared],
    [yes.both(shared), shared],
    [shared.negate().negate(), shared],
    [shared.either(no), shared],
    [yes.pickText(`${name}`, 'x'), name],
    [no.pickText('x', `${name}`), name],
    [StringValue.of('').orDefault(`${name}`), name],
  ])('without change: %#', (value, expected) => {
    expect(value._expression).toBe(expected._expression);
  });

  test.each([
    [shared.both(no), false],
    [shared.either(yes), true],
    [StringValue.of('x').orDefault(`${name}`), 'x'],
    [IntegerValue.literal(0).orDefault(port), 0],
  ])('%#', (value, expected) => {
    expect(value.resolve()).toBe(expected);
  });

  test('and nothing else', () => {
    for (const value of [shared.both(shared), note.orDefault('x'), port.plus(0), name.trimPrefix('')])
      expect(value._expression.kind).toBe('call');
  });
});

describe('conditions', () => {
  test('of a literal give the branch itself', () => {
    const branch = { a: 1 };
    expect(Values.when(yes, branch)).toBe(branch);
    expect(Values.when(no, branch)).toBeUndefined();
    expect(Values.when(no, 1, branch)).toBe(branch);
    expect(Values.when(shared, branch)).toBeInstanceOf(WhenPart);
  });

  test('that never hold take the construct out of the tree, and those that always hold do nothing', () => {
    const chart = new LabChart(new App(), 'chart');
    const [kept, removed] = [new Construct(chart, 'kept'), new Construct(chart, 'removed')];
    Values.onlyIf(kept, yes);
    Values.onlyIf(removed, no);
    expect(chart.node.children).toEqual([kept]);
  });
});
