import { currentLanguage } from './words';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(unit: string): Intl.NumberFormat {
  const key = `${currentLanguage()} ${unit}`;
  const found =
    formats.get(key) ?? new Intl.NumberFormat(currentLanguage(), { style: 'unit', unit, unitDisplay: 'short' });
  formats.set(key, found);
  return found;
}

/** How long ago, in its largest unit. Below a minute seconds would only flicker. */
export function agoOf(since: string, now: number): string {
  const seconds = Math.max(0, (now - Date.parse(since)) / 1000);
  for (const [unit, length] of UNITS) if (seconds >= length) return formatOf(unit).format(Math.floor(seconds / length));
  return `< ${formatOf('minute').format(1)}`;
}

export const dateOf = (time: string | number): string =>
  new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium' }).format(new Date(time));

export const momentOf = (time: string | number): string =>
  new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'short', timeStyle: 'medium' }).format(new Date(time));
