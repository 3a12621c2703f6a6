/** What one run on a machine gave. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A way to run something as root on one machine. Rejects where the machine cannot be reached. */
export interface Connection {
  /**
   * @param script what runs there, for a POSIX shell. Every user of the machine can see it: it never holds a secret.
   * @param stdin what it reads, which nobody sees
   */
  run(script: string, stdin: string): Promise<Ran>;
}
