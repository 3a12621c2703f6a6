import type { Format } from '../formats';

/** One of the five fields: its limits, and words that stand for numbers. */
interface Field {
  readonly min: number;
  readonly max: number;
  readonly words: readonly string[];
}

const FIELDS: readonly Field[] = [
  { min: 0, max: 59, words: [] },
  { min: 0, max: 23, words: [] },
  { min: 1, max: 31, words: [] },
  { min: 1, max: 12, words: ['', 'jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { min: 0, max: 6, words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

const DESCRIPTORS = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);
/** A duration of Go, as 1h30m. */
const EVERY = /^@every [+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/;

function numberOf(text: string, { words }: Field): number | undefined {
  const word = words.indexOf(text.toLowerCase());
  if (word >= 0 && text !== '') return word;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** `*`, `5`, `1-5`, any of them with `/step`; `?` is `*`. */
function isPart(part: string, field: Field): boolean {
  const [span, step, ...tooMany] = part.split('/');
  if (tooMany.length > 0 || (step !== undefined && !(Number(numberOf(step, { ...field, words: [] })) > 0)))
    return false;
  if (span === '*' || span === '?') return true;
  const [from, to, ...rest] = span.split('-');
  const low = numberOf(from, field);
  const high = to === undefined ? low : numberOf(to, field);
  if (rest.length > 0 || low === undefined || high === undefined) return false;
  return low >= field.min && high <= field.max && low <= high;
}

/** The schedule of a CronJob: five fields, or a word as @daily. */
export const CRON: Format = {
  allowed: 'a schedule: minute, hour, day, month and weekday as "0 3 * * 1-5", or @daily and the like',
  matches: (text) => {
    if (text.includes('TZ')) return false;
    if (text.startsWith('@')) return DESCRIPTORS.has(text) || EVERY.test(text);
    const fields = text.trim().split(/\s+/);
    if (fields.length !== FIELDS.length) return false;
    return fields.every((field, index) =>
      field
        .split(',')
        .filter((part) => part !== '')
        .every((part) => isPart(part, FIELDS[index])),
    );
  },
};

/** A place of the time zone database; `Local` would be the API server's own. */
export const TIME_ZONE: Format = {
  allowed: 'a time zone as Asia/Shanghai',
  matches: (text) => {
    if (text.toLowerCase() === 'local' || !/^[A-Za-z._0-9+-]+(?:\/[A-Za-z._0-9+-]+)*$/.test(text)) return false;
    try {
      return new Intl.DateTimeFormat('en', { timeZone: text }) !== undefined;
    } catch {
      return false;
    }
  },
};
