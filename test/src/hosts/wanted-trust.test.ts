import { describe, expect, test } from 'vitest';
import type { Fleet, Host } from '../../../src/hosts/fleet';
import { type KnownKeys, wantedTrust } from '../../../src/hosts/trust/wanted-trust';
import { WorkFolder } from '../../../src/hosts/work-folder';
import { host, KEY_A, KEY_B, KEY_C } from './support';

const MASTER = host('m1', { address: '10.0.0.1', groups: ['cp'], hostKeys: [KEY_A] });
const WORKER = host('w1', { address: '10.0.0.2', groups: ['worker'], hostKeys: [KEY_B], port: 2222 });
const OTHER = host('w2', { groups: ['worker'] });
const KEYS: KnownKeys = {
  controller: [KEY_C],
  hosts: new Map([
    ['m1', KEY_A],
    ['w1', KEY_B],
  ]),
};

const fleet = (trust: Fleet['trust'], hosts: readonly Host[] = [MASTER, WORKER, OTHER]): Fleet => ({
  inventory: '/x/inventory.yaml',
  hosts,
  trust,
  folder: WorkFolder.besideInventory('/x/inventory.yaml'),
  findings: [],
});
const ours = `${KEY_C} gpulab:controller`;

describe('who may log in where', () => {
  test('without trust: the controller, everywhere, and nobody else', () => {
    for (const one of [MASTER, WORKER, OTHER]) {
      expect(wantedTrust(fleet([]), one, KEYS)).toEqual({ hasKey: false, authorizedKeys: [ours], knownHosts: [] });
    }
  });

  test('control planes to all, themselves included; not the other way', () => {
    const lab = fleet([{ from: 'cp', to: 'all' }]);
    expect(wantedTrust(lab, MASTER, KEYS)).toEqual({
      hasKey: true,
      authorizedKeys: [ours, `${KEY_A} gpulab:m1`],
      knownHosts: [`[w1]:2222,[10.0.0.2]:2222 ${KEY_B}`, `m1,10.0.0.1 ${KEY_A}`],
    });
    expect(wantedTrust(lab, WORKER, KEYS)).toEqual({
      hasKey: false,
      authorizedKeys: [ours, `${KEY_A} gpulab:m1`],
      knownHosts: [],
    });
  });

  test('a host whose key is not known yet is let in nowhere; one without a pinned host key is known nowhere', () => {
    const lab = fleet([{ from: 'worker', to: 'all' }]);
    expect(wantedTrust(lab, MASTER, KEYS).authorizedKeys).toEqual([ours, `${KEY_B} gpulab:w1`]);
    expect(wantedTrust(lab, OTHER, KEYS).knownHosts.filter((line) => line.startsWith('w2'))).toEqual([]);
  });

  test('two rules that say the same say it once, and the order of hosts and rules does not matter', () => {
    const rules = [
      { from: 'cp', to: 'worker' },
      { from: 'all', to: 'worker' },
    ];
    const wanted = wantedTrust(fleet(rules), WORKER, KEYS);
    expect(wanted.authorizedKeys).toEqual(
      [ours, `${KEY_A} gpulab:m1`, `${KEY_B} gpulab:w1`].sort((a, b) =>
        a === ours ? -1 : b === ours ? 1 : a < b ? -1 : 1,
      ),
    );
    expect(wantedTrust(fleet([...rules].reverse(), [OTHER, WORKER, MASTER]), WORKER, KEYS)).toEqual(wanted);
  });

  test('while one key of the controller follows another, both are let in', () => {
    expect(wantedTrust(fleet([]), OTHER, { ...KEYS, controller: [KEY_C, KEY_B] }).authorizedKeys).toHaveLength(2);
  });
});
