import type { DeviceChoice } from './private/device-choice';

/**
 * The disks that Ceph takes. There is no default, because what is chosen here is overwritten.
 *
 * Rook takes a disk only if it is empty: no partition table, no file system, no LVM. A disk whose data is not in such a form
 * (a database on the raw device, a foreign RAID) looks empty to it, too.
 */
export class CephDevices {
  /**
   * Every empty disk of every node that the cluster names, those that somebody adds later as well. Take it for hosts that
   * have no disk for anything else: scratch disks of GPU jobs would be taken.
   */
  public static everyEmptyDisk(): CephDevices {
    return new CephDevices({ kind: 'every' });
  }

  /**
   * Empty disks whose kernel name matches, on every node that the cluster names. Kernel names can change at a reboot.
   * @param pattern regular expression of Go for the whole name: `^nvme[1-9]n1$`
   */
  public static matching(pattern: string): CephDevices {
    return new CephDevices({ kind: 'name', pattern });
  }

  /**
   * Empty disks one of whose paths matches, on every node that the cluster names: `/dev/NAME` and the links of udev.
   * @param pattern regular expression of Go for the whole path: `^/dev/disk/by-path/pci-0000:3b:.*$`
   */
  public static matchingPath(pattern: string): CephDevices {
    return new CephDevices({ kind: 'path', pattern });
  }

  /**
   * These disks and no others. Links of udev (`/dev/disk/by-id/...`) stay the same after a reboot, kernel names may not.
   * @param devices names or paths of disks by node: `{ 'worker-1': ['/dev/nvme1n1'] }`
   */
  public static byNode(devices: { [node: string]: string[] }): CephDevices {
    return new CephDevices({ kind: 'list', devices });
  }

  private constructor(
    /** @internal */
    public readonly _choice: DeviceChoice,
  ) {}
}
