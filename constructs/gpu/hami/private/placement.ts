import type { Problem } from '../../../core/checks/check';
import { quoted } from '../../../core/rules/problem';
import { Rules } from '../../../core/rules/rules';
import {
  HamiCardPolicy as CardPolicy,
  type HamiCardPolicy,
  type HamiCardSelection,
  HamiCorePolicy,
  HamiMode,
  HamiNodePolicy,
  type HamiPlacement,
  HamiPriority,
  type HamiScoringWeights,
} from '../hami-policies';

/** Annotations of pods that HAMi 2.10.0 reads. */
export const ANNOTATIONS = {
  models: 'nvidia.com/use-gputype',
  notModels: 'nvidia.com/nouse-gputype',
  uuids: 'nvidia.com/use-gpuuuid',
  notUuids: 'nvidia.com/nouse-gpuuuid',
  mode: 'nvidia.com/vgpu-mode',
  numaBind: 'nvidia.com/numa-bind',
  nodePolicy: 'hami.io/node-scheduler-policy',
  cardPolicy: 'hami.io/gpu-scheduler-policy',
  weights: 'hami.io/device-scoring-weights',
} as const;

/** Of HAMi-core; the two that a workload may choose. */
const CORE_POLICY = 'GPU_CORE_UTILIZATION_POLICY';
const LOG_LEVEL = 'LIBCUDA_LOG_LEVEL';

const MOST_LOG_LEVEL = 4;

/** What NVIDIA's driver prints, without the form that it has for MIG devices. */
const UUID = /^GPU-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A part of a model's name: HAMi splits at commas and trims. */
const MODEL = /^[^\s,]+(?: [^\s,]+)*$/;

/** The annotations of a pod, as a placement wants them; nothing is written for what is left out. */
export function annotationsOf(placement: HamiPlacement): { [key: string]: string } {
  const { cards = {}, mode, numaBind, nodePolicy, cardPolicy, scoringWeights } = placement;
  return Object.fromEntries(
    Object.entries({
      [ANNOTATIONS.models]: cards.models?.join(','),
      [ANNOTATIONS.notModels]: cards.notModels?.join(','),
      [ANNOTATIONS.uuids]: cards.uuids?.join(','),
      [ANNOTATIONS.notUuids]: cards.notUuids?.join(','),
      [ANNOTATIONS.mode]: mode,
      [ANNOTATIONS.numaBind]: numaBind ? 'true' : undefined,
      [ANNOTATIONS.nodePolicy]: nodePolicy,
      [ANNOTATIONS.cardPolicy]: cardPolicy?.join(','),
      [ANNOTATIONS.weights]: scoringWeights && weightsText(scoringWeights),
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

const weightsText = ({ slots, cores, memory }: HamiScoringWeights): string =>
  `slot=${slots},core=${cores},memory=${memory}`;

/** The variables of HAMi-core that a placement chooses. */
export function variablesOf({ corePolicy, logLevel }: HamiPlacement): { name: string; value: string }[] {
  const policy = corePolicy === undefined ? [] : [{ name: CORE_POLICY, value: String(corePolicy) }];
  const level = logLevel === undefined ? [] : [{ name: LOG_LEVEL, value: String(logLevel) }];
  return [...policy, ...level];
}

/** Everything that is wrong with a placement. */
export function placementProblems(placement: HamiPlacement): Problem[] {
  const rules = new Rules();
  if (placement.cards !== undefined) selectionRules(rules, placement.cards);
  word(rules, 'mode', placement.mode, Object.values(HamiMode));
  word(rules, 'nodePolicy', placement.nodePolicy, Object.values(HamiNodePolicy));
  word(rules, 'corePolicy', placement.corePolicy, Object.values(HamiCorePolicy));
  word(rules, 'priority', placement.priority, [HamiPriority.HIGH, HamiPriority.LOW]);
  if (placement.cardPolicy !== undefined) cardPolicyRules(rules, placement.cardPolicy);
  if (placement.scoringWeights !== undefined) weightRules(rules, placement.scoringWeights);
  if (placement.logLevel !== undefined) rules.whole('logLevel', placement.logLevel, 0, MOST_LOG_LEVEL);
  if (placement.runtimeClass !== undefined) rules.subdomain('runtimeClass', placement.runtimeClass);
  return rules.problems;
}

function selectionRules(rules: Rules, selection: HamiCardSelection): void {
  if (!rules.object('cards', selection)) return;
  const forms = { models: MODEL, notModels: MODEL, uuids: UUID, notUuids: UUID } as const;
  for (const key of ['models', 'notModels', 'uuids', 'notUuids'] as const) {
    const given = selection[key];
    if (given === undefined) continue;
    const list = rules.list(`cards.${key}`, given);
    if (Array.isArray(given) && given.length === 0) empty(rules, `cards.${key}`);
    list.forEach((item, i) => {
      itemRule(rules, `cards.${key}[${i}]`, item, forms[key]);
    });
    rules.distinct(`cards.${key}`, list);
  }
  if (rules.problems.length === 0) contradictionRules(rules, selection);
}

/** What one list asks for and the other excludes: no card is left. A model that contains an excluded part is excluded, too. */
function contradictionRules(
  rules: Rules,
  { models = [], notModels = [], uuids = [], notUuids = [] }: HamiCardSelection,
) {
  for (const [i, model] of models.entries()) {
    const part = notModels.find((each) => model.toUpperCase().includes(each.toUpperCase()));
    if (part === undefined) continue;
    const message = `cards.models[${i}] ${quoted(model)} contains ${quoted(part)} of cards.notModels: no card is both`;
    rules.error('GPULAB2708', message, `cards.models[${i}]`, 'leave one of the two out');
  }
  for (const [i, uuid] of uuids.entries()) {
    if (!notUuids.includes(uuid)) continue;
    rules.error('GPULAB2708', `cards.uuids[${i}] ${uuid} is in cards.notUuids, too`, `cards.uuids[${i}]`);
  }
}

function empty(rules: Rules, key: string): void {
  const message = `${key} is empty: some versions of HAMi then match nothing, others everything`;
  rules.error('GPULAB2708', message, key, 'leave it out where any card will do');
}

function itemRule(rules: Rules, key: string, item: string, form: RegExp): void {
  if (!rules.text(key, item) || form.test(item)) return;
  const wanted = form === UUID ? 'the UUID of a card, as nvidia-smi -L prints it' : 'part of the name of a model';
  const hint = item.includes(',') ? 'give several items instead of commas in one' : undefined;
  rules.error('GPULAB2708', `${key} ${quoted(item)} is not ${wanted}`, key, hint);
}

function word<T>(rules: Rules, key: string, got: T | undefined, words: readonly T[]): void {
  if (got === undefined || words.includes(got)) return;
  rules.error('GPULAB2709', `${key} ${quoted(got)} is none of ${words.join(', ')}: HAMi would take its default`, key);
}

function cardPolicyRules(rules: Rules, policies: readonly HamiCardPolicy[]): void {
  const key = 'cardPolicy';
  const list = rules.list(key, policies);
  if (Array.isArray(policies) && policies.length === 0) rules.error('GPULAB2709', `${key} is empty`, key);
  list.forEach((policy, i) => {
    word(rules, `${key}[${i}]`, policy, Object.values(CardPolicy));
  });
  rules.distinct(key, list);
  if (list.includes(CardPolicy.BINPACK) && list.includes(CardPolicy.SPREAD)) {
    const message = `${key} has binpack and spread: HAMi would follow the first and never ask the second`;
    rules.error('GPULAB2709', message, key, 'leave one of them out');
  }
}

function weightRules(rules: Rules, weights: HamiScoringWeights): void {
  if (!rules.object('scoringWeights', weights)) return;
  const keys = ['slots', 'cores', 'memory'] as const;
  // HAMi reads 64 bits and computes with 24.
  const fine = keys.map((key) => rules.whole(`scoringWeights.${key}`, weights[key], 0, 1000)).every(Boolean);
  if (fine && keys.every((key) => weights[key] === 0)) {
    const message = 'scoringWeights are all zero: HAMi refuses them, and the pods stay pending';
    rules.error('GPULAB2709', message, 'scoringWeights');
  }
}
