import type { Manifest } from '../../core/checks/check';
import type { Text } from '../../output/private/text';
import type { Inspection } from './inspection';
import type { Render } from './row-text';

/** What one chart comes to. */
export interface ChartOutput {
  /** Without extension. */
  readonly fileName: string;

  /** Its manifests in the order they must be applied. Asked for once a file is written, and not before. */
  manifests(): Manifest[];

  /** The text of its file, if that is known without its manifests. To be used before the next is asked for. */
  text?(render: Render): Text;

  /** Puts every manifest before the checks. Returns the number of objects. */
  check(inspection: Inspection): number;
}
