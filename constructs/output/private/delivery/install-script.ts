import type { Files, Plan } from './plan';

/** The steps as a document to read and as a script to run. */
export function installScript(_plan: Plan): Files {
  return new Map();
}
