/** A Namespace, as an object of the tree or as its manifest. */
export const isNamespace = ({
  apiVersion,
  kind,
}: {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
}): boolean => apiVersion === 'v1' && kind === 'Namespace';

/**
 * Annotation of a namespace that holds data: whoever removes the release that the namespace is in must not remove the data with it.
 */
export const KEPT_BY_HELM = { 'helm.sh/resource-policy': 'keep' };
