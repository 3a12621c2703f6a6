/**
 * Annotation of a namespace that holds data: whoever removes the release that the namespace is in must not remove the data with it.
 */
export const KEPT_BY_HELM = { 'helm.sh/resource-policy': 'keep' };
