import { FindingLevel } from '../finding';
import { ensure, newMap } from '../private/ensure';
import type { DeclaredScopes } from '../scope';
import { isClusterScoped } from '../scope';
import type { Shapes } from '../shapes/shapes';
import type { Manifest, ManifestCheck, Report, Subject } from './check';
import { type Format, LABEL, QUALIFIED_NAME } from './private/formats';
import { nameFormatOf } from './private/names';
import { isSet, items } from './private/rule';
import { isWellFormed } from './private/well-formed';
import { quoted } from './private/words';

/** Finalizers of Kubernetes itself; all others have a domain in front. */
const FINALIZERS = new Set(['kubernetes', 'orphan', 'foregroundDeletion']);

/** What is the same for all objects of a kind. */
interface KindRules {
  readonly name: Format;
  readonly clusterScoped: boolean | undefined;
  readonly custom: boolean;
}

/** Who an object is: its name by the rule of its kind, its namespace by the scope of its kind, its owners. */
export class IdentityCheck implements ManifestCheck {
  private readonly rules = new Map<string, Map<string, KindRules>>();
  private lastNamespace: string | undefined;

  constructor(
    private readonly report: Report,
    private readonly shapes: Shapes,
    private readonly scopes?: DeclaredScopes,
  ) {}

  visit(manifest: Manifest, object: Subject): void {
    if (!isWellFormed(manifest)) {
      for (const field of ['apiVersion', 'kind', 'metadata']) {
        if (!isSet(manifest[field])) this.error(object, 'GPULAB1204', field, `the object has no ${field}`);
      }
      return;
    }
    const rules = this.rulesOf(manifest);
    const { metadata } = manifest;
    this.name(manifest, object, rules);
    this.namespace(manifest, object, rules);
    if (metadata.finalizers !== undefined) this.finalizers(manifest, object, rules);
    if (metadata.ownerReferences !== undefined) this.owners(manifest, object);
  }

  private name({ kind, metadata }: Manifest, object: Subject, rules: KindRules): void {
    const { name, generateName } = metadata;
    if (isSet(name)) {
      if (typeof name !== 'string' || rules.name.matches(name)) return;
      this.error(
        object,
        'GPULAB1103',
        'metadata.name',
        `${quoted(name)} is no name for a ${kind}; allowed is ${rules.name.allowed}`,
      );
    } else if (typeof generateName === 'string' && generateName !== '') {
      // What is appended is letters and digits, so a dash may come before.
      if (!rules.name.matches(generateName.replace(/-$/, 'a')))
        this.error(
          object,
          'GPULAB1103',
          'metadata.generateName',
          `${quoted(generateName)} does not begin a name for a ${kind}; allowed is ${rules.name.allowed}`,
        );
    } else {
      this.error(object, 'GPULAB1102', 'metadata.name', `the ${kind} has no name`);
    }
  }

  private namespace({ kind, metadata }: Manifest, object: Subject, rules: KindRules): void {
    const { namespace } = metadata;
    if (!isSet(namespace)) {
      if (rules.clusterScoped === false)
        this.warning(
          object,
          'GPULAB1106',
          `the ${kind} has no namespace: it would go wherever kubectl points at that moment`,
          'set the namespace of the object or of its chart',
        );
      return;
    }
    if (rules.clusterScoped === true)
      this.warning(
        object,
        'GPULAB1105',
        `a ${kind} belongs to the whole cluster, so namespace "${namespace}" means nothing`,
        'leave metadata.namespace out',
      );
    // Objects come namespace by namespace.
    if (namespace === this.lastNamespace || typeof namespace !== 'string') return;
    if (LABEL.matches(namespace)) this.lastNamespace = namespace;
    else
      this.error(
        object,
        'GPULAB1104',
        'metadata.namespace',
        `${quoted(namespace)} is no name for a namespace; allowed is ${LABEL.allowed}`,
      );
  }

  private finalizers({ metadata }: Manifest, object: Subject, rules: KindRules): void {
    for (const [index, finalizer] of items(metadata.finalizers)) {
      const key = `metadata.finalizers[${index}]`;
      if (typeof finalizer !== 'string') continue;
      if (!QUALIFIED_NAME.matches(finalizer))
        this.error(object, 'GPULAB1109', key, `${quoted(finalizer)} is not ${QUALIFIED_NAME.allowed}`);
      else if (!rules.custom && !finalizer.includes('/') && !FINALIZERS.has(finalizer))
        this.error(
          object,
          'GPULAB1109',
          key,
          `finalizer "${finalizer}" has no domain in front, as example.com/${finalizer}`,
        );
    }
  }

  private owners({ metadata }: Manifest, object: Subject): void {
    let controllers = 0;
    for (const [index, owner] of items(metadata.ownerReferences)) {
      for (const field of ['apiVersion', 'kind', 'name', 'uid']) {
        if (!isSet(owner[field]))
          this.error(object, 'GPULAB1109', `metadata.ownerReferences[${index}].${field}`, `an owner without ${field}`);
      }
      if (owner.controller === true && ++controllers > 1)
        this.error(
          object,
          'GPULAB1109',
          `metadata.ownerReferences[${index}].controller`,
          'two owners say that they are the controller; one can be',
        );
    }
  }

  private rulesOf({ apiVersion, kind }: Manifest): KindRules {
    const kinds = ensure(this.rules, apiVersion, newMap<string, KindRules>);
    let rules = kinds.get(kind);
    if (rules === undefined) {
      const known = this.shapes.kind(apiVersion, kind);
      rules = {
        name: nameFormatOf(apiVersion, kind),
        clusterScoped: isClusterScoped(apiVersion, kind, this.scopes),
        custom: known === undefined || known.custom,
      };
      kinds.set(kind, rules);
    }
    return rules;
  }

  private error(object: Subject, code: string, field: string, message: string): void {
    this.report(object, { level: FindingLevel.ERROR, code, message, key: field });
  }

  private warning(object: Subject, code: string, message: string, hint: string): void {
    this.report(object, { level: FindingLevel.WARNING, code, message, key: 'metadata.namespace', hint });
  }
}
