import type { Quote } from './secret-token';

/** `host.json`: what stands on one machine, for whoever sets it up. Lists are sorted by path or name; keys stand in this order. */
export interface HostManifest {
  readonly apiVersion: 'gpulab/v1';
  readonly host: string;

  /** Debian packages that must be there. */
  readonly packages: readonly string[];

  /** Kernel modules, now and at every start; left out where nobody asks for one. */
  readonly modules?: readonly string[];

  /** Kernel parameters, now and at every start; left out where nobody asks for one. */
  readonly sysctls?: { readonly [name: string]: string };

  /** False where swap must be off, now and after every start; left out otherwise. */
  readonly swap?: false;

  /** Directories, each before what is in it. Parents of files that are not listed belong to the system. */
  readonly directories: readonly ManifestDirectory[];

  readonly files: readonly ManifestFile[];

  /** Paths of files that must not be there. */
  readonly absent: readonly string[];

  readonly units: readonly ManifestUnit[];
}

export interface ManifestDirectory {
  readonly path: string;
  readonly mode: string;
  readonly owner: string;
  readonly group: string;
}

export interface ManifestFile extends ManifestDirectory {
  /** The text, relative to the folder of host.json. */
  readonly source: string;

  /** Units that are restarted when the file has changed. */
  readonly restart: readonly string[];

  /** Units that are reloaded when the file has changed. */
  readonly reload: readonly string[];

  /** Command that must end with 0 for the file to be taken; `%` is the path of the new text. Left out where there is none. */
  readonly validate?: readonly string[];

  /** Left out where there is none. */
  readonly secrets?: readonly ManifestSecret[];
}

export interface ManifestSecret {
  /** What stands in the text in place of the secret. */
  readonly marker: string;

  /** Environment variable of whoever sets the host up, or null. */
  readonly env: string | null;

  /** File, relative to the folder of the inventory, or null. */
  readonly file: string | null;

  /** How it is quoted: `filledText` does it. */
  readonly quote: Quote;
}

export interface ManifestUnit {
  readonly name: string;

  /** Is it started with the system? */
  readonly enabled: boolean;

  /** Does it run now? */
  readonly running: boolean;
}
