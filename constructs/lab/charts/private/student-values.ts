import { DNS_LABEL, LONGEST_LABEL, MAIL } from '../../../core/rules/names';
import type { TextProps } from '../../../core/values';
import { LONGEST_MAIL } from '../../private/uid';
import type { Site } from '../../site';

/** Namespaces that every cluster has from the start. */
const KUBERNETES_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** Namespaces that are nobody's own. */
export const othersNamespaces = ({ reservedNamespaces }: Site): string[] => [
  ...KUBERNETES_NAMESPACES,
  ...reservedNamespaces,
];

/** What a value is that holds a login name. */
export const loginName = (site: Site): TextProps => ({
  description: 'Login name. It becomes the namespace.',
  example: 'zhang3',
  pattern: DNS_LABEL.source,
  maxLength: LONGEST_LABEL,
  forbidden: othersNamespaces(site),
});

/** What a value is that holds a mail. */
export const MAIL_ADDRESS: TextProps = {
  description: 'Name that the API server knows the student by.',
  example: 'zhang3@example.edu',
  pattern: MAIL.source,
  maxLength: LONGEST_MAIL,
};
