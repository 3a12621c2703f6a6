import type { Construct } from 'constructs';
import { Values } from '../values/values';
import { LightObject } from './light-object';

/** A manifest of ours, which has a name in any case. */
interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/** Makes objects, each under an id of its kind, namespace and name, so far as these are known when the program runs. */
export function make(scope: Construct, manifests: readonly Manifest[]): void {
  for (const manifest of manifests) {
    const { kind, metadata } = manifest;
    const id = [kind, metadata.namespace, metadata.name]
      .filter((part) => part !== undefined && Values.isLiteral(part))
      .join('-');
    new LightObject(scope, id.toLowerCase(), manifest);
  }
}
