import type { Problem } from '../../core/checks/check';
import { nanosOf } from '../../core/checks/private/quantity';
import { DNS_LABEL, LABEL_VALUE, LONGEST_LABEL, LONGEST_SUBDOMAIN, SUBDOMAIN } from './names';
import { error, quoted } from './problem';

/** Gathers what is wrong with props, so that all of it is told at once. */
export class Rules {
  readonly problems: Problem[] = [];

  error(code: string, message: string, key?: string, hint?: string): void {
    this.problems.push(error(code, message, key, hint));
  }

  /** A quantity above zero, such as "8", "500m" or "16Gi". */
  quantity(key: string, text: string): void {
    const value = nanosOf(text);
    if (value !== undefined && value > 0n) return;
    const wanted = 'a quantity above zero is wanted, as "8", "500m", "16Gi" or "2T"';
    this.error('GPULAB2201', `${key} ${quoted(text)} is no such amount: ${wanted}`, key);
  }

  /** A whole number in a range. */
  whole(key: string, value: number, least: number, most: number = Number.MAX_SAFE_INTEGER): void {
    if (Number.isInteger(value) && value >= least && value <= most) return;
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    this.error('GPULAB2202', `${key} is ${value}: a whole number ${range} is wanted`, key);
  }

  /** How many times something may be promised that is there once. */
  factor(key: string, value: number): void {
    if (value > 0 && value < Number.POSITIVE_INFINITY) return;
    this.error('GPULAB2202', `${key} is ${value}: a number above zero is wanted, as 2.5`, key);
  }

  /** A DNS label: lower-case letters, digits and dashes. */
  label(key: string, text: string, most: number = LONGEST_LABEL): void {
    if (DNS_LABEL.test(text) && text.length <= most) return;
    const wanted = `lower-case letters, digits and "-" in between, at most ${most} characters`;
    this.error('GPULAB2203', `${key} ${quoted(text)} is no DNS label: ${wanted}`, key);
  }

  /** The value of a label, not empty. */
  labelValue(key: string, text: string): void {
    if (LABEL_VALUE.test(text) && text.length <= LONGEST_LABEL) return;
    const wanted = `letters, digits, "-", "_" and "." in between, at most ${LONGEST_LABEL} characters`;
    this.error('GPULAB2203', `${key} ${quoted(text)} is no label value: ${wanted}`, key);
  }

  /** A DNS subdomain: labels with dots between them. */
  subdomain(key: string, text: string): void {
    if (SUBDOMAIN.test(text) && text.length <= LONGEST_SUBDOMAIN) return;
    const wanted = `lower-case letters, digits, "-" and "." in between, at most ${LONGEST_SUBDOMAIN} characters`;
    this.error('GPULAB2203', `${key} ${quoted(text)} is no DNS subdomain: ${wanted}`, key);
  }

  /** A text of a given form. */
  matching(key: string, text: string, pattern: RegExp, wanted: string): void {
    if (!pattern.test(text)) this.error('GPULAB2203', `${key} ${quoted(text)} is not ${wanted}`, key);
  }

  /** No value twice. */
  distinct(key: string, values: readonly string[]): void {
    const twice = values.filter((value, index) => values.indexOf(value) < index);
    for (const value of new Set(twice)) this.error('GPULAB2204', `${key} ${quoted(value)} is given twice`, key);
  }
}
