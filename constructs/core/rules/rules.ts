import type { Problem } from '../checks/check';
import { isMapping } from '../private/mapping';
import { nanosOf } from '../private/quantity';
import { IntegerValue, Values } from '../values';
import { DNS_LABEL, LABEL_KEY, LABEL_VALUE, LONGEST_LABEL, LONGEST_SUBDOMAIN, PATH_SEGMENT, SUBDOMAIN } from './names';
import { error, quoted, typed } from './problem';

/** Can this many times as much be promised? Anything else is told, and nothing is compared with it. */
export const isFactor = (value: unknown): value is number =>
  typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY;

/** Gathers what is wrong with props, so that all of it is told at once. */
export class Rules {
  readonly problems: Problem[] = [];

  error(code: string, message: string, key?: string, hint?: string): void {
    this.problems.push(error(code, message, key, hint));
  }

  /**
   * Text that can be looked into; the compiler sees to it, but not in a program in plain JavaScript. A reference
   * that is left by `byDefault` holds nothing yet; what values files hold, the schema of the values checks.
   */
  text(key: string, value: string): boolean {
    return this.given(key, typeof value === 'string', value, 'text') && Values.isLiteral(value);
  }

  /** The values of a list; none when it is no list. */
  list<T>(key: string, values: readonly T[]): readonly T[] {
    return this.given(key, Array.isArray(values), values, 'a list') ? values : [];
  }

  /** Is this an object to look into? */
  object(key: string, value: object, wanted = 'an object'): boolean {
    return this.given(key, isMapping(value), value, wanted);
  }

  /** A prop whose type was looked at. */
  given(key: string, right: boolean, value: unknown, wanted: string): boolean {
    const got = value === undefined || value === null ? 'missing' : typed(value);
    if (!right) this.error('GPULAB2217', `${key} is ${got}; ${wanted} is wanted`, key);
    return right;
  }

  /** A quantity above zero, such as "8", "500m" or "16Gi". */
  quantity(key: string, text: string): void {
    if (!this.text(key, text)) return;
    const value = nanosOf(text);
    if (value !== undefined && value > 0n) return;
    const wanted = 'a quantity above zero is wanted, as "8", "500m", "16Gi" or "2T"';
    this.error('GPULAB2201', `${key} ${quoted(text)} is no such amount: ${wanted}`, key, nearAmount(text));
  }

  /** A whole number in a range, or a reference to a number. */
  whole(key: string, value: number | IntegerValue, least: number, most: number = Number.MAX_SAFE_INTEGER): boolean {
    if (value instanceof IntegerValue) return true;
    if (Number.isInteger(value) && value >= least && value <= most) return true;
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    this.error('GPULAB2202', `${key} is ${typed(value)}: a whole number ${range} is wanted`, key);
    return false;
  }

  /** How many times something may be promised that is there once. */
  factor(key: string, value: number): void {
    if (isFactor(value)) return;
    this.error('GPULAB2202', `${key} is ${typed(value)}: a number above zero is wanted, as 2.5`, key);
  }

  /** A DNS label: lower-case letters, digits and dashes. */
  label(key: string, text: string, most: number = LONGEST_LABEL): void {
    if (!this.text(key, text)) return;
    if (DNS_LABEL.test(text) && text.length <= most) return;
    const wanted = `lower-case letters, digits and "-" in between, at most ${most} characters`;
    this.error('GPULAB2203', `${key} ${quoted(text)} is no DNS label: ${wanted}`, key);
  }

  /** The value of a label, not empty. */
  labelValue(key: string, text: string): void {
    if (!this.text(key, text)) return;
    if (LABEL_VALUE.test(text) && text.length <= LONGEST_LABEL) return;
    const wanted = `letters, digits, "-", "_" and "." in between, at most ${LONGEST_LABEL} characters`;
    this.error('GPULAB2203', `${key} ${quoted(text)} is no label value: ${wanted}`, key);
  }

  /** Labels of an object, or that select some. */
  labels(key: string, labels: { readonly [label: string]: string }): void {
    if (!this.object(key, labels)) return;
    for (const [label, value] of Object.entries(labels)) {
      this.matching(`${key} key`, label, LABEL_KEY, 'the key of a label');
      this.matching(`${key}.${label}`, value, LABEL_VALUE, 'the value of a label');
    }
  }

  /** A DNS subdomain: labels with dots between them. */
  subdomain(key: string, text: string): void {
    if (!this.text(key, text)) return;
    if (SUBDOMAIN.test(text) && text.length <= LONGEST_SUBDOMAIN) return;
    const wanted = `lower-case letters, digits, "-" and "." in between, at most ${LONGEST_SUBDOMAIN} characters`;
    this.error('GPULAB2203', `${key} ${quoted(text)} is no DNS subdomain: ${wanted}`, key);
  }

  /** A name that stands in a URL as it is: roles and bindings. */
  pathSegment(key: string, text: string): void {
    this.matching(key, text, PATH_SEGMENT, 'a name for a URL: not empty, not "." or "..", without "/" and "%"');
  }

  /** A text of a given form. */
  matching(key: string, text: string, pattern: RegExp, wanted: string): void {
    if (this.text(key, text) && !pattern.test(text))
      this.error('GPULAB2203', `${key} ${quoted(text)} is not ${wanted}`, key);
  }

  /** No value twice. */
  distinct(key: string, values: readonly string[]): void {
    const twice = values.filter((value, index) => values.indexOf(value) < index);
    for (const value of new Set(twice)) this.error('GPULAB2204', `${key} ${quoted(value)} is given twice`, key);
  }
}

/** "10 Gi" and "10GB" are meant as "10Gi" and "10G". */
function nearAmount(text: string): string | undefined {
  const near = text.replace(/\s+/g, '').replace(/B$/i, '');
  const value = near === text ? undefined : nanosOf(near);
  return value !== undefined && value > 0n ? `did you mean "${near}"?` : undefined;
}
