/** What a piece of text must look like. */
export interface Format {
  /** Completes "x is not ...", as `a DNS label: lower case letters, digits and "-", at most 63 characters`. */
  readonly allowed: string;
  matches(text: string): boolean;
}

const LABEL_MAX = 63;
const SUBDOMAIN_MAX = 253;
/** Port names are service names of RFC 6335. */
const PORT_NAME_MAX = 15;
const ASCII_PRINTABLE_EXCEPT_EQUALS = /^[ -<>-~]+$/;

const format = (allowed: string, pattern: RegExp, longest = Number.POSITIVE_INFINITY): Format => ({
  allowed,
  matches: (text) => text.length <= longest && pattern.test(text),
});

const LABEL_PATTERN = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN_PATTERN = `${LABEL_PATTERN}(?:\\.${LABEL_PATTERN})*`;
const NAME_PART = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** A namespace, a container, a volume. */
export const LABEL = format(
  `a DNS label: lower case letters, digits and "-", a letter or digit at both ends, at most ${LABEL_MAX} characters`,
  new RegExp(`^${LABEL_PATTERN}$`),
  LABEL_MAX,
);

/** A Service: becomes a host name of its own. */
export const LABEL_1035 = format(
  `a DNS label that begins with a letter: lower case letters, digits and "-", at most ${LABEL_MAX} characters`,
  /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/,
  LABEL_MAX,
);

/** Most objects. */
export const SUBDOMAIN = format(
  `a DNS subdomain: lower case letters, digits, "-" and ".", a letter or digit at both ends of each part, at most ${SUBDOMAIN_MAX} characters`,
  new RegExp(`^${SUBDOMAIN_PATTERN}$`),
  SUBDOMAIN_MAX,
);

export const WILDCARD_SUBDOMAIN = format(
  'a DNS subdomain with "*." in front',
  new RegExp(`^\\*\\.${SUBDOMAIN_PATTERN}$`),
  SUBDOMAIN_MAX,
);

/** A DNS search path, from Kubernetes 1.33 on. */
export const SUBDOMAIN_WITH_UNDERSCORES = format(
  'a DNS subdomain, in which "_" is allowed too',
  /^_?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:\._?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?)*$/,
  SUBDOMAIN_MAX,
);

/** A parameter of the kernel. */
export const SYSCTL = format(
  'a name of a kernel parameter, as net.core.somaxconn',
  /^(?:[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/,
  SUBDOMAIN_MAX,
);

/** Roles and bindings: anything that can stand in a URL path. */
export const PATH_SEGMENT: Format = {
  allowed: 'a path segment: anything but ".", ".." and text with "/" or "%"',
  matches: (text) => text !== '' && text !== '.' && text !== '..' && !text.includes('/') && !text.includes('%'),
};

/** The key of a label: an optional DNS subdomain and "/", then a name of at most 63 characters. */
export const QUALIFIED_NAME: Format = {
  allowed: `a qualified name: at most ${LABEL_MAX} letters, digits, "-", "_" and ".", and perhaps a DNS subdomain and "/" in front`,
  matches: (text) => {
    const slash = text.indexOf('/');
    const name = text.slice(slash + 1);
    return name.length <= LABEL_MAX && NAME_PART.test(name) && (slash < 0 || SUBDOMAIN.matches(text.slice(0, slash)));
  },
};

/** The key of an annotation, the provisioner of a storage class: case does not matter. */
export const QUALIFIED_NAME_ANY_CASE: Format = {
  allowed: QUALIFIED_NAME.allowed,
  matches: (text) => QUALIFIED_NAME.matches(text.toLowerCase()),
};

export const LABEL_VALUE: Format = format(
  `a label value: at most ${LABEL_MAX} letters, digits, "-", "_" and ".", a letter or digit at both ends`,
  /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/,
  LABEL_MAX,
);

/** A key of a ConfigMap or Secret: becomes a file name. */
export const DATA_KEY: Format = {
  allowed: `a key: at most ${SUBDOMAIN_MAX} letters, digits, "-", "_" and ".", but not "." nor beginning with ".."`,
  matches: (text) =>
    text.length <= SUBDOMAIN_MAX && /^[-._a-zA-Z0-9]+$/.test(text) && text !== '.' && !text.startsWith('..'),
};

/** An environment variable, up to Kubernetes 1.29. */
export const ENVIRONMENT_NAME: Format = {
  allowed: 'a name of an environment variable: letters, digits, "_", "-" and ".", not first a digit nor ".."',
  matches: (text) => /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(text) && text !== '.' && !text.startsWith('..'),
};

/** An environment variable, from Kubernetes 1.30 on. */
export const RELAXED_ENVIRONMENT_NAME = format(
  'a name of an environment variable: printable ASCII without "="',
  ASCII_PRINTABLE_EXCEPT_EQUALS,
);

export const PORT_NAME: Format = {
  allowed: `a port name: at most ${PORT_NAME_MAX} lower case letters, digits and single "-" between them, with at least one letter`,
  matches: (text) => text.length <= PORT_NAME_MAX && /^(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text),
};

export const HTTP_HEADER_NAME = format('a header name: letters, digits, "-" and "_"', /^[-A-Za-z0-9]+$/);

export const ABSOLUTE_PATH = format('an absolute path', /^\//);

const hasBackstep = (path: string): boolean => path.split('/').includes('..');

/** A path on the node: no way up. */
export const PATH_WITHOUT_BACKSTEP: Format = {
  allowed: 'a path without ".."',
  matches: (text) => !hasBackstep(text),
};

/** A path inside a volume. */
export const RELATIVE_PATH: Format = {
  allowed: 'a relative path without ".."',
  matches: (text) => !text.startsWith('/') && !hasBackstep(text),
};

/** A file that a ConfigMap or Secret volume makes: `..data` and the like are the kubelet's own. */
export const VOLUME_FILE: Format = {
  allowed: 'a relative path that does not begin with ".."',
  matches: (text) => RELATIVE_PATH.matches(text) && !text.startsWith('..'),
};

/** RFC 3339, as Go reads it. */
export const TIME: Format = {
  allowed: 'a time as 2026-01-31T08:00:00Z',
  matches: (text) =>
    /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):\d{2}:\d{2}(?:[.,]\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(text) &&
    !Number.isNaN(Date.parse(text.replace(',', '.'))) &&
    // Date.parse takes the 31st of February for the 3rd of March; Go does not.
    new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDate() === Number(text.slice(8, 10)),
};

export const BASE64: Format = {
  allowed: 'base64',
  // Line ends may stand anywhere; padding must be complete.
  matches: (text) => {
    const letters = text.includes('\n') || text.includes('\r') ? text.replace(/[\r\n]/g, '') : text;
    return letters.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(letters);
  },
};
