import type { IConstruct } from 'constructs';

/** What everything on a host has in common. */
export interface HostEntry {
  /**
   * The construct that wants it: what is wrong is told at its place.
   * @default - the HostFiles
   */
  readonly part?: IConstruct;
}

/** Something with a path on a host. */
export interface HostPath extends HostEntry {
  /** From the root, as "/etc/docker/daemon.json". */
  readonly path: string;

  /**
   * Octal, as "0644".
   * @default - "0755" for directories; "0644" for files, "0600" for files with a secret
   */
  readonly mode?: string;

  /**
   * User that owns it.
   * @default "root"
   */
  readonly owner?: string;

  /**
   * Group that owns it.
   * @default "root"
   */
  readonly group?: string;
}

/** A directory of a host. Parents of files need not be given where the system has them. */
export interface HostDirectory extends HostPath {}

/** What happens around a change of a file. */
export interface HostFileOptions extends HostPath {
  /**
   * Units that are restarted when the file has changed.
   * @default - none
   */
  readonly restart?: string[];

  /**
   * Units that are reloaded when the file has changed.
   * @default - none
   */
  readonly reload?: string[];

  /**
   * Command that must accept the new text before it takes the place of the old one; the word "%" is its path.
   * @default - none
   */
  readonly validate?: string[];
}

/** A file of a host. */
export interface HostFile extends HostFileOptions {
  /** All of it. Secrets stand in it as `secret.quotedFor(...)`. */
  readonly text: string;
}

/** A part of a JSON file of a host. */
export interface HostJson extends HostFileOptions {
  /** Keys that the part needs. Values may be HostSecrets. */
  readonly content: { [key: string]: any };
}

/** A unit of systemd. */
export interface HostUnit extends HostEntry {
  /** With its suffix, as "docker.service". */
  readonly name: string;

  /**
   * Is it started with the system?
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Does it run?
   * @default true
   */
  readonly running?: boolean;
}
