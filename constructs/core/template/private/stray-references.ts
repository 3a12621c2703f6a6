import type { ApiObject } from 'cdk8s';
import type { Problem } from '../../checks/check';
import type { Finding } from '../../finding';
import { hasMarker } from '../../values/private/marker';
import { conditionsOf, loopsOf } from '../../values/private/presence';
import { readable } from '../../values/private/readable';
import { Values } from '../../values/values';
import { compile } from './compile';
import { Place } from './place';
import { checkReferences } from './references';

const NO_VALUES = Values._ofChart();

/** Every reference in an object whose chart has declared no values: it would end up in the manifest as rubbish. */
export function strayReferences(object: ApiObject, manifest: unknown): Finding[] {
  const findings: Finding[] = [];
  const report = (problem: Problem) => findings.push({ ...problem, path: readable(object.node.path) });
  const surroundings = { values: NO_VALUES, loops: [], report };
  const place = new Place(surroundings);
  for (const condition of conditionsOf(object)) checkReferences(condition, place);
  for (const { source } of loopsOf(object)) checkReferences(source, place);
  if (holdsMarker(manifest)) compile(manifest, surroundings);
  return findings;
}

function holdsMarker(json: unknown): boolean {
  if (typeof json === 'string') return hasMarker(json);
  if (typeof json !== 'object' || json === null) return false;
  return Object.entries(json).some(([key, member]) => hasMarker(key) || holdsMarker(member));
}
