/** Line of containerd; its configuration has other tables in each. */
export enum ContainerdLine {
  /** 1.x, as Debian 12 has it. */
  V1 = '1',
  /** 2.x. */
  V2 = '2',
}
