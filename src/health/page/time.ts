import { currentLanguage, type Language } from './words';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** Formats are dear to make: each is made once for a language. */
function kept<T>(make: (language: Language) => T): () => T {
  const made = new Map<Language, T>();
  return () => {
    const language = currentLanguage();
    const format = made.get(language) ?? make(language);
    made.set(language, format);
    return format;
  };
}

const lengthOf = (unit: string): (() => Intl.NumberFormat) =>
  kept((language) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }));
const lengths = { day: lengthOf('day'), hour: lengthOf('hour'), minute: lengthOf('minute') };
const date = kept((language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium' }));
const moment = kept((language) => new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' }));

/** How long ago, in its largest unit. Below a minute seconds would only flicker. */
export function agoOf(since: string, now: number): string {
  const seconds = Math.max(0, (now - Date.parse(since)) / 1000);
  for (const [unit, length] of UNITS) {
    if (seconds >= length) return lengths[unit]().format(Math.floor(seconds / length));
  }
  return `< ${lengths.minute().format(1)}`;
}

export const dateOf = (time: string | number): string => date().format(new Date(time));

export const momentOf = (time: string | number): string => moment().format(new Date(time));
