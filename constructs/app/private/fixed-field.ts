import type { TemplateNode } from '../../core/template/private/node';

/** A field that is there whatever the values are. */
export function fieldOf(node: TemplateNode, field: string): TemplateNode | undefined {
  if (node.kind === 'literal') {
    const value = (node.value as { readonly [field: string]: unknown })[field];
    return value === undefined ? undefined : { kind: 'literal', value };
  }
  if (node.kind !== 'map') return undefined;
  for (const entry of node.entries) {
    if (entry.kind !== 'field' || entry.key.kind !== 'literal' || entry.key.value !== field) continue;
    const [{ condition, content }] = entry.value;
    return condition === undefined ? (content as TemplateNode) : undefined;
  }
  return undefined;
}
