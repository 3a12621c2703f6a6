import { nearest, suggestion } from '../../core/private/nearest';

/** Letters of a model's family from which one mistake is told from another family: RTX, but not H or L. */
const FAMILY_LENGTH = 3;

/** `did you mean "x"?` only for another spelling of the same card: one letter makes another card of A100. */
export function modelSuggestion(model: string, models: readonly string[]): string {
  const alike = models.filter((candidate) => isSameCard(normalized(model), normalized(candidate)));
  if (alike.length > 0) return suggestion(model, alike);
  return models.length > 0 ? `known: ${models.join(', ')}` : 'there is none';
}

const normalized = (model: string): string => model.toLowerCase().replace(/[^a-z0-9]/g, '');

function isSameCard(a: string, b: string): boolean {
  if (a === b || isTransposed(a, b)) return true;
  const [family, other] = [a, b].map((model) => model.replace(/\d/g, ''));
  const sameDigits = a.replace(/\D/g, '') === b.replace(/\D/g, '');
  return sameDigits && Math.min(family.length, other.length) >= FAMILY_LENGTH && nearest(family, [other]) !== undefined;
}

/** Are two neighbours swapped, and nothing else? */
function isTransposed(a: string, b: string): boolean {
  const at = [...a].findIndex((character, i) => character !== b[i]);
  return at >= 0 && a.slice(0, at) + a.charAt(at + 1) + a[at] + a.slice(at + 2) === b;
}
