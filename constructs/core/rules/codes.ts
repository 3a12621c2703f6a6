import type { Codes } from '../catalogue';

/** Codes of rules that the props of many constructs have; among those of the lab, where they were first. */
export const RULE_CODES: Codes = {
  GPULAB2201: {
    title: 'an amount is not a quantity above zero',
    cause: 'The API server refuses it, or takes it for no limit at all.',
    remedy: 'Write it as "8", "500m", "16Gi" or "2T". T is decimal, Ti is binary.',
  },
  GPULAB2202: {
    title: 'a number is out of range',
    cause: 'The API server refuses it, or nothing could be done with it.',
    remedy: 'Give a number in the range of the message.',
  },
  GPULAB2203: {
    title: 'a name or value has a form that is not allowed',
    cause: 'Kubernetes has a rule for each kind of name; the API server refuses others.',
    remedy: 'Write it as the message says.',
  },
  GPULAB2204: {
    title: 'something is given twice',
    cause: 'Volumes, mount paths, claims and GPU models of a site are told apart by these names.',
    remedy: 'Rename or remove one of them.',
  },
  GPULAB2217: {
    title: 'a prop is missing or has another type',
    cause:
      'The compiler of TypeScript finds it; a program in plain JavaScript, or one that casts to any, gets this far.',
    remedy: 'Give what the message wants.',
  },
};
