import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sortAsGo } from '../../constructs/gpu/hami/fit/go-sort';

/** Sorts lists of keys with Go's own `sort.Sort`, and prints where each element was before. */
const PROGRAM = `package main

import (
	"encoding/json"
	"os"
	"sort"
)

type card struct{ key, place int }
type cards []card

func (c cards) Len() int           { return len(c) }
func (c cards) Swap(i, j int)      { c[i], c[j] = c[j], c[i] }
func (c cards) Less(i, j int) bool { return c[i].key < c[j].key }

func main() {
	var lists [][]int
	if err := json.NewDecoder(os.Stdin).Decode(&lists); err != nil {
		panic(err)
	}
	orders := make([][]int, len(lists))
	for at, keys := range lists {
		list := make(cards, len(keys))
		for place, key := range keys {
			list[place] = card{key, place}
		}
		sort.Sort(list)
		orders[at] = make([]int, len(keys))
		for place, each := range list {
			orders[at][place] = each.place
		}
	}
	json.NewEncoder(os.Stdout).Encode(orders)
}
`;

const LISTS = 5000;

describe('the order of equal cards', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gpulab-go-sort-'));
  beforeAll(() => {
    writeFileSync(join(folder, 'go.mod'), 'module sorted\n\ngo 1.20\n');
    writeFileSync(join(folder, 'main.go'), PROGRAM);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test(`is that of a real Go, for ${LISTS} random lists`, () => {
    const key = fc.integer({ min: 0, max: 5 });
    const list = fc.oneof(fc.array(key, { maxLength: 49 }), fc.array(key, { minLength: 13, maxLength: 16 }));
    const lists = fc.sample(list, LISTS);
    const printed = execFileSync('go', ['run', '.'], { cwd: folder, input: JSON.stringify(lists), encoding: 'utf8' });
    const ours = lists.map((keys) => {
      const cards = keys.map((each, place) => ({ key: each, place }));
      sortAsGo(cards, (a, b) => a.key < b.key);
      return cards.map(({ place }) => place);
    });
    expect(ours).toEqual(JSON.parse(printed));
  });
});
