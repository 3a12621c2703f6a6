/**
 * Parts of a reference to an image, to be put into patterns: of JavaScript and of RE2, which Helm reads.
 *
 * Source: the grammar of distribution/reference v0.6.0 (reference.go, regexp.go).
 */

const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';

/** Registry: a name, or an IPv6 address in brackets, perhaps with a port. */
export const IMAGE_HOST = `(?:${LABEL}(?:\\.${LABEL})*|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?`;

const PART = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';

/** Path below the registry. */
export const IMAGE_PATH = `${PART}(?:/${PART})*`;

export const IMAGE_TAG = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
export const IMAGE_DIGEST = 'sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}';

/** A whole reference: a registry may be missing, and so may tag and digest. */
export const IMAGE_REFERENCE = `^(?:${IMAGE_HOST}/)?${IMAGE_PATH}(?::${IMAGE_TAG})?(?:@(?:${IMAGE_DIGEST}))?$`;
