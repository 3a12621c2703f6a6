/** What is done to a machine, in the order of this list. */
export const CHANGE_KINDS = [
  'package',
  'module',
  'directory',
  'file',
  'rights',
  'absent',
  'sysctl',
  'swap',
  'daemon-reload',
  'enable',
  'disable',
  'stop',
  'reload',
  'restart',
  'start',
] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** One thing to be done. It holds no text of a file: it may be printed. */
export interface Change {
  readonly kind: ChangeKind;
  /** A path, or the name of a package, module, parameter or unit; empty for those of the whole machine. */
  readonly subject: string;
  /** What is otherwise than it should be, as `is mode 0644, not 0600`. */
  readonly reason: string;
}

/** One line for a person. */
export const changeText = ({ kind, subject, reason }: Change): string =>
  `${[kind, subject].filter((word) => word !== '').join(' ')}: ${reason}`;
