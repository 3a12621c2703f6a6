import type { Problem } from '../../core/checks/check';
import type { Release } from '../../core/releases/release';
import type { UpstreamRelease } from '../upstream-release';
import { chartProblems } from './chart-problems';

/** Everything that is wrong with one release: its name, its values, what it needs and what is there twice. */
export function releaseProblems(release: UpstreamRelease, _others: readonly Release[]): Problem[] {
  return chartProblems(release);
}
