import { suggestion } from '../../core/private/nearest';
import { quoted } from '../../core/rules/problem';
import type { Rules } from '../../core/rules/rules';
import { CephDevices } from '../ceph-devices';
import type { Settings } from './settings';

/** What regular expressions have here and in Go have not (RE2): looking around, and back to a group. */
const NOT_IN_GO = /\(\?(?:[=!]|<[=!])|\\[1-9]/;

/** The name of a disk, or a path below /dev; no `..` and no `//`. */
const DISK = /^(?:\/dev\/)?[A-Za-z0-9][-A-Za-z0-9._:+]*(?:\/[A-Za-z0-9][-A-Za-z0-9._:+]*)*$/;

const NO_DISKS = 'list its disks, or take it out of nodes';

/** What is wrong with the choice of disks. */
export function deviceRules(rules: Rules, { devices, nodes }: Settings): void {
  if (!rules.given('devices', devices instanceof CephDevices, devices, 'a choice of CephDevices')) return;
  const { _choice: choice } = devices;
  if (choice.kind === 'list') listRules(rules, choice.devices, Array.isArray(nodes) ? nodes : []);
  else if (choice.kind !== 'every') patternRules(rules, choice.pattern, choice.kind === 'path');
}

type Lists = { readonly [node: string]: readonly string[] };

function listRules(rules: Rules, lists: Lists, nodes: readonly string[]): void {
  if (!rules.object('devices', lists, 'lists of disks by node')) return;
  for (const node of Object.keys(lists).filter((one) => !nodes.includes(one))) {
    const key = `devices.${node}`;
    rules.error('GPULAB2603', `${key} is none of nodes`, key, suggestion(node, nodes));
  }
  for (const node of nodes) {
    if (Object.hasOwn(lists, node)) diskRules(rules, `devices.${node}`, lists[node]);
    else rules.error('GPULAB2603', `node ${quoted(node)} has no disks`, 'devices', NO_DISKS);
  }
}

function diskRules(rules: Rules, key: string, given: readonly string[]): void {
  const disks = rules.list(key, given);
  if (Array.isArray(given) && given.length === 0) rules.error('GPULAB2603', `${key} has no disks`, key, NO_DISKS);
  disks.forEach((disk, i) => {
    rules.matching(`${key}[${i}]`, disk, DISK, 'the name of a disk or a path below /dev');
  });
  const names = disks.filter((disk) => typeof disk === 'string').map((disk) => disk.replace(/^\/dev\//, ''));
  rules.distinct(key, names);
}

function patternRules(rules: Rules, pattern: string, isPath: boolean): void {
  const key = 'devices';
  if (!rules.text(key, pattern)) return;
  const problem = patternProblem(pattern);
  if (problem) {
    const inner = pattern.replace(/^\^|\$$/g, '');
    const bound = inner.includes('|') ? `^(?:${inner})$` : `^${inner}$`;
    const hint =
      isRight(bound) && (!isPath || bound.startsWith('^/dev/'))
        ? `write it as ${quoted(bound)}, if whole names are meant`
        : 'name the disks by CephDevices.byNode, or write a pattern such as "^nvme[1-4]n1$"';
    rules.error('GPULAB2603', `pattern ${quoted(pattern)} of ${key} ${problem}`, key, hint);
  }
  if (!problem && isPath && !pattern.startsWith('^/dev/')) {
    const message = `pattern ${quoted(pattern)} of ${key} matches no path below /dev`;
    rules.error('GPULAB2603', message, key, 'begin it with ^/dev/');
  }
}

const isRight = (pattern: string): boolean => patternProblem(pattern) === undefined;

function patternProblem(pattern: string): string | undefined {
  if (NOT_IN_GO.test(pattern)) return 'has what regular expressions of Go have not: (?=, (?!, (?<=, (?<! or \\1';
  try {
    new RegExp(pattern);
  } catch {
    return 'is no regular expression';
  }
  if (/^\^.*[^\\]\$$/.test(pattern) && !hasOpenAlternative(pattern)) return undefined;
  return 'is not bound at both ends by ^ and $, so that it also matches disks whose name merely holds it';
}

/** `^sda|sdb$` is bound at both ends as a text, and its parts are not. */
const hasOpenAlternative = (pattern: string): boolean =>
  outside(pattern).some((part) => !(part.startsWith('^') && part.endsWith('$')));

/** The alternatives of a pattern that are in no group and no class. */
function outside(pattern: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const [token] of pattern.matchAll(/\\.|\[(?:\\.|[^\]])*\]|[\s\S]/g)) {
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (token === '|' && depth === 0) parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts;
}
