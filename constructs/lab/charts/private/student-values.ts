import { DNS_LABEL, LONGEST_LABEL } from '../../../core/rules/names';
import type { TextProps } from '../../../core/values';
import { LONGEST_MAIL, MAIL } from '../../private/uid';
import type { Site } from '../../site';

/** Namespaces that every cluster has from the start. */
const KUBERNETES_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** What a value is that holds a login name. */
export const loginName = ({ reservedNamespaces }: Site): TextProps => ({
  description: 'Login name. It becomes the namespace.',
  example: 'zhang3',
  pattern: DNS_LABEL.source,
  maxLength: LONGEST_LABEL,
  forbidden: [...KUBERNETES_NAMESPACES, ...reservedNamespaces],
});

/** What a value is that holds a mail. */
export const MAIL_ADDRESS: TextProps = {
  description: 'Name that the API server knows the student by.',
  example: 'zhang3@example.edu',
  pattern: MAIL.source,
  maxLength: LONGEST_MAIL,
};
