/** What stands at a path. */
export interface ObservedPath {
  readonly kind: 'file' | 'directory' | 'link' | 'other';
  /** Octal, as "0644". */
  readonly mode: string;
  readonly owner: string;
  readonly group: string;
  /** SHA-256 of a file, hexadecimal. */
  readonly digest?: string;
}

/** What systemd says of a unit. */
export interface ObservedUnit {
  /** `loaded`, `not-found`, `masked`, ... */
  readonly load: string;
  /** `active`, `inactive`, `failed`, ... */
  readonly active: string;
  /** `enabled`, `disabled`, `static`, ... */
  readonly file: string;
  /** Is what systemd has in memory older than the files? */
  readonly isStale: boolean;
}

/** What one machine has, of all that is wanted of it. */
export interface ObservedHost {
  readonly isRoot: boolean;
  readonly hasSystemd: boolean;
  readonly hasDpkg: boolean;
  /** Packages that are installed. */
  readonly packages: ReadonlySet<string>;
  /** Modules that are loaded or built in. */
  readonly modules: ReadonlySet<string>;
  /** Values of kernel parameters; one that the kernel does not know is missing. */
  readonly sysctls: ReadonlyMap<string, string>;
  readonly swap: { readonly isOn: boolean; readonly isMasked: boolean };
  /** By path; nothing where nothing is. */
  readonly paths: ReadonlyMap<string, ObservedPath>;
  readonly units: ReadonlyMap<string, ObservedUnit>;
  /** What an apply that was cut off left to be done, as `restart docker.service`. */
  readonly pending: readonly string[];
}
