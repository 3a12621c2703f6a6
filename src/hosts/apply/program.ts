/** What is to be done yet, should a change be cut off: a restart is not forgotten because its file is right already. */
export const PENDING = '/var/lib/gpulab/pending';

/** A unit that is masked starts never, whatever /etc/fstab or a generator wants (systemd.special(7): swap.target). */
export const SWAP_MASK = '/etc/systemd/system/swap.target';

/** Words of tools, not of a language; tools of administrators are found, also where sshd's own path has none. */
export const PRELUDE = ['export LC_ALL=C', 'PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin'];

/** What reads a program: all of it comes by stdin, so nothing of it is an argument that others could see. */
export const SHELL = 'exec sh';

/**
 * A program as one function, called in the last line: where the connection breaks half way, nothing runs. Commands in it do not
 * read the program.
 */
export const wrapped = (lines: readonly string[], functions: string): string =>
  `${functions}\nmain() {\n${lines.join('\n')}\n}\nmain </dev/null\n`;

/** Where the kernel has a parameter. Whichever of `.` and `/` comes first separates (sysctl(8)). */
export function procPath(key: string): string {
  const isPath = /^[^.]*\//.test(key);
  const path = isPath ? key : key.replace(/[./]/g, (found) => (found === '.' ? '/' : '.'));
  return `/proc/sys/${path}`;
}
