import type { Problem } from 'cdk8s-gpulab/lib/core/checks/check';
import { Rules } from 'cdk8s-gpulab/lib/core/rules/rules';
import { DEFAULT_NAMESPACE } from 'cdk8s-gpulab/lib/lab/charts/private/job-names';
import { WorkloadNames } from 'cdk8s-gpulab/lib/lab/private/workload-names';
import { workloadProblems } from 'cdk8s-gpulab/lib/lab/private/workload-rules';
import type { Target } from './target';
import { NAMESPACE, type Translation } from './translation';
import { mappingOf } from './values-text';
import { WORKLOAD_KEYS } from './workload-keys';
import { propsOf } from './workload-props';

/** Keys that a name of the job is made of. */
const NAME_KEYS = [NAMESPACE, 'BaseName', 'DeployName'];

/**
 * Asks the rules of the lab what is wrong with a job, and tells it in the words of the file. The chart has the last word: what
 * it refuses is never written.
 */
export function check(translation: Translation, { site, helm }: Target, release: string): void {
  const props = propsOf(translation.values);
  const names = new WorkloadNames(props, release);
  tell(translation, workloadProblems(site, props, names));
  tell(translation, namespaceProblems(props.namespace));
  // Of a part that is wrong no name is put together.
  if (!NAME_KEYS.some((key) => translation.isWrong(key))) tell(translation, names.problemsIn(props.namespace));
  if (translation.failed) return;
  const { _renderer: renderer } = helm;
  const values = renderer.merged(mappingOf(translation.values));
  tell(translation, renderer.problemsOf(values, { name: release, namespace: props.namespace }));
}

/** Of keys that are wrong already nothing more can be known. */
function tell(translation: Translation, problems: readonly Problem[]): void {
  for (const { code, key, message, hint } of problems) {
    const ours = code === TOO_LONG ? longestName(translation, keyOf(key)) : keyOf(key);
    if (translation.isWrong(ours) || translation.isWrong(CONDITIONS[code] ?? '')) continue;
    translation.wrong(ours, { code, message: inWordsOfTheFile(message), hint: hint && inWordsOfTheFile(hint) });
  }
}

const TOO_LONG = 'GPULAB2205';

/** Of names that are too long together, the longest one that the file gives. */
function longestName({ values }: Translation, otherwise: string): string {
  if (otherwise === 'DeployName') return otherwise;
  const lengthOf = (key: string): number => `${values.get(key)}`.length;
  // The namespace is no part of label and container name, which are the release's.
  const parts = otherwise === NAMESPACE ? [NAMESPACE, 'BaseName'] : ['BaseName'];
  const given = parts.filter((key) => values.has(key));
  return given.sort((a, b) => lengthOf(b) - lengthOf(a))[0] ?? otherwise;
}

/** The other key of rules about two. */
const CONDITIONS: { readonly [code: string]: string } = { GPULAB2207: 'Command', GPULAB2211: 'ExtraPort' };

function namespaceProblems(namespace: string): readonly Problem[] {
  const rules = new Rules();
  rules.label('namespace', namespace);
  if (namespace === DEFAULT_NAMESPACE) {
    const message = `namespace is ${DEFAULT_NAMESPACE}, in which no student has claims`;
    rules.error('GPULAB4205', message, 'namespace', 'give it the login name of the student');
  }
  return rules.problems;
}

/** `command[1]` -> `Command`; the release, which is the name of the file, stays. */
function keyOf(prop = ''): string {
  const name = prop.replace(/\[.*/, '');
  return KEYS.get(name) ?? name;
}

/** The last key counts: what holds an amount is ShmSize, and not UseShm. */
const KEYS: ReadonlyMap<string, string> = new Map(WORKLOAD_KEYS.map(({ option, key }) => [option, key]));

/** A name that is no word of English too, so that it can be found in a text. */
const COMPOUND = /[a-z][A-Z]/;
const NAMES = [...KEYS.keys()].filter((name) => COMPOUND.test(name));
const FIRST_WORD = new RegExp(`^(?:${[...KEYS.keys()].join('|')})\\b`);
const ANY_NAME = new RegExp(`("(?:[^"\\\\]|\\\\.)*")|\\b(?:${NAMES.join('|')})\\b`, 'g');

/** Rules talk of props. What is in quotes is the user's. */
function inWordsOfTheFile(text: string): string {
  const words = text
    .replace('give label and', 'give Label and')
    .replace(ANY_NAME, (word, quotes) => quotes ?? KEYS.get(word) ?? word);
  return withShortQuotes(words.replace(FIRST_WORD, (word) => KEYS.get(word)!));
}

/** Rules quote names whole. A long one may be a secret that went astray. */
const MOST = 60;

/** A text with its long quoted parts cut. */
const withShortQuotes = (text: string): string => text.replace(/"(?:[^"\\]|\\.)*"/g, shortened);

function shortened(quote: string): string {
  const characters = [...quote];
  return characters.length > MOST ? `${characters.slice(0, MOST).join('')}..."` : quote;
}
