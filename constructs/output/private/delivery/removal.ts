import type { Manifest } from '../../../core/checks/check';
import { KEPT_BY_HELM } from '../../../core/private/kept';
import { codeBlock, listed } from './markdown';
import { type ManifestsStep, namespaceOf, type Plan } from './plan';
import { shellCommand } from './shell';

/** A part of the way back: what to know, then commands that may be run one after the other. */
interface Stretch {
  readonly text: string;
  readonly lines: string[];
}

const HELM_LEAVES =
  'In the reverse order, because what comes later needs what comes before. Helm leaves custom resource definitions, namespaces, and ' +
  'claims of StatefulSets with their data; claims that are objects of a chart it deletes, and their data may go with them. Look at ' +
  '`kubectl get persistentvolumeclaims --all-namespaces` first, save what you need, and stop where you want to keep what follows.';

const NAMESPACES =
  'These files have namespaces: all that is in them is deleted with them, claims and their data included. Leave out what you keep.';

const GO_ON = 'Then:';

/** The way back, last step first. */
export function removalSection(plan: Plan): string[] {
  const stretches: Stretch[] = [{ text: HELM_LEAVES, lines: [] }];
  const add = (text: string, lines: readonly string[]): void => {
    const last = stretches[stretches.length - 1];
    if (last.text === text || (text === GO_ON && last.text === HELM_LEAVES)) last.lines.push(...lines);
    else stretches.push({ text, lines: [...lines] });
  };
  for (const step of [...plan].reverse()) {
    if (step.kind === 'release') {
      for (const { text, commands } of step.farewells)
        add(
          text,
          commands.map((words) => shellCommand([words])),
        );
      add(GO_ON, [shellCommand([['helm', 'uninstall', step.name, '--namespace', namespaceOf(step), '--wait']])]);
    } else if (!isKept(step)) {
      add(step.manifests().some(isNamespace) ? NAMESPACES : GO_ON, [deletion(step)]);
    }
  }
  return [
    '## Removing everything',
    ...stretches.flatMap(({ text, lines }) => [text, ...(lines.length > 0 ? [codeBlock('sh', lines.join('\n'))] : [])]),
    ...keptNamespaces(plan),
  ];
}

const deletion = ({ file }: ManifestsStep): string =>
  shellCommand([['kubectl', 'delete', '--ignore-not-found', '-f', file]]);

/** Whoever says to Helm that a namespace stays means it for everybody: there is data in it. */
function keptNamespaces(plan: Plan): string[] {
  const kept = plan.filter((step): step is ManifestsStep => step.kind === 'manifests' && isKept(step));
  const names = kept.flatMap((step) => step.manifests().map(({ metadata }) => String(metadata?.name)));
  if (names.length === 0) return [];
  return [
    `What is left in ${listed(names)} may be data or the key to it, so no command here deletes these namespaces. When nobody needs it ` +
      'any more, delete them by `kubectl delete namespace`.',
  ];
}

/** Does the step hold nothing but namespaces that are to stay? */
function isKept(step: ManifestsStep): boolean {
  const manifests = step.manifests();
  return manifests.length > 0 && manifests.every((one) => isNamespace(one) && staysWith(one));
}

const isNamespace = ({ apiVersion, kind }: Manifest): boolean => apiVersion === 'v1' && kind === 'Namespace';

const staysWith = ({ metadata }: Manifest): boolean =>
  Object.entries(KEPT_BY_HELM).every(([key, value]) => annotations(metadata)[key] === value);

const annotations = (metadata: Manifest['metadata']): { readonly [key: string]: unknown } =>
  (metadata?.annotations as { [key: string]: unknown } | undefined) ?? {};
