import { External } from '../../core/external';
import { stateOf } from '../../core/private/state';
import type { Farewell, Preparation } from '../../core/releases/by-hand';
import type { Release } from '../../core/releases/release';
import type { StatedReference } from '../../core/rules/stated';

/** What is done by hand before a release: what its construct says, and objects that the program declares and does not make. */
export function preparationsOf(release: Release): Preparation[] {
  const { byHand, references } = stateOf(release);
  const external = External.of(release);
  const declared = references.filter(
    ({ release: of, kind, namespace, name }) => of === release && external._has(kind, namespace, name),
  );
  const said = byHand.flatMap(({ release: of, preparation }) => (of === release && preparation ? [preparation] : []));
  return [...said, ...declared.map(existing)];
}

function existing({ kind, name, namespace, content }: StatedReference): Preparation {
  const place = namespace === '' ? '' : ` of the namespace \`${namespace}\``;
  const scope = namespace === '' ? [] : ['--namespace', namespace];
  return {
    text: `the ${kind} \`${name}\`${place} exists${content === undefined ? '' : `, ${content}`}`,
    check: ['kubectl', 'get', kind.toLowerCase(), name, ...scope, '--output', 'name'],
    least: 1,
    ...(namespace === '' ? {} : { namespace }),
  };
}

/** What is to be known before a release is removed: what its construct says, and who has data on its storage. */
export function farewellsOf(release: Release): Farewell[] {
  const { byHand, provided } = stateOf(release);
  const classes = provided.flatMap(({ release: of, kind, name }) =>
    of === release && kind === 'StorageClass' ? [name] : [],
  );
  const said = byHand.flatMap(({ release: of, farewell }) => (of === release && farewell ? [farewell] : []));
  return classes.length > 0 ? [claimsOf(classes), ...said] : said;
}

const claimsOf = (classes: readonly string[]): Farewell => ({
  text:
    `Claims of ${classes.map((name) => `\`${name}\``).join(', ')} must be gone before their storage is. Those of StatefulSets, ` +
    'such as of Prometheus, stay when their release is removed. Look what there is, and delete what nobody needs: its data is lost then.',
  commands: [['kubectl', 'get', 'persistentvolumeclaims', '--all-namespaces']],
});
