import type { Finding } from '../core/finding';
import type { Position } from '../core/private/place';
import { readText } from '../core/rules/text-file';
import type { DockerEndpoint } from './docker-endpoint';
import { readInventory } from './private/inventory-reader';
import type { SshAccess, SshTrust } from './ssh-access';

/** Equal GPUs of a host. */
export interface InventoryGpu {
  /** Model, as the node label has it. */
  readonly model: string;

  /**
   * Name of the product, as `nvidia-smi -L` prints it: "NVIDIA GeForce RTX 4090". HAMi compares models with it.
   * @default - unknown
   */
  readonly product?: string;

  /** How many the host has. */
  readonly count: number;

  /**
   * Memory of one.
   * @default - unknown
   */
  readonly memory?: string;

  /**
   * UUID of a single GPU.
   * @default - unknown
   */
  readonly uuid?: string;
}

/** A machine, or several equal ones. */
export interface InventoryHost {
  /** Name; of several, what their names have in common. */
  readonly name: string;

  /**
   * Address that it is reached at.
   * @default - the name
   */
  readonly address?: string;

  /** Groups that it is in. */
  readonly groups: string[];

  /** How many equal machines this stands for. */
  readonly count: number;

  /**
   * Cores.
   * @default - unknown
   */
  readonly cpu?: string;

  /**
   * Memory.
   * @default - unknown
   */
  readonly memory?: string;

  /** GPUs of each machine. */
  readonly gpus: InventoryGpu[];

  /**
   * Its Docker endpoint, for health checks.
   * @default - none is checked
   */
  readonly docker?: DockerEndpoint;

  /**
   * How it is reached by SSH, to be set up.
   * @default - nobody sets it up
   */
  readonly ssh?: SshAccess;
}

/** Storage that claims of one class are made on. */
export interface StoragePool {
  /** Storage class. */
  readonly storageClass: string;

  /** Size of the pool. */
  readonly size: string;
}

/**
 * The machines of a site, read from YAML (`apiVersion: gpulab/v1`): hosts with their GPUs, and storage pools. One file for
 * capacity, for the setting up of hosts, and for health checks.
 *
 * A part with an error is left out: `findings` says what is wrong with all of them. A `Lab` reports them.
 */
export class Inventory {
  /** Reads a file. Throws when it cannot be read at all. */
  public static fromFile(path: string): Inventory {
    return Inventory.fromText(readText(path, 'inventory', 'GPULAB2101'), path);
  }

  /** Takes the text of a file. */
  public static fromText(text: string, fileName: string): Inventory {
    const { hosts, pools, trust, poolPlaces, findings } = readInventory(text, fileName);
    return new Inventory(hosts, pools, [...trust], findings, poolPlaces);
  }

  private constructor(
    /** Hosts in the order of the file. */
    public readonly hosts: InventoryHost[],
    /** Storage pools in the order of the file. */
    public readonly pools: StoragePool[],
    /** Which hosts may log in to which others. */
    public readonly sshTrust: SshTrust[],
    /** What is wrong with the inventory, all of it. */
    public readonly findings: Finding[],
    /**
     * Where the storage class of each pool is written.
     * @internal
     */
    public readonly _poolPlaces: readonly Position[],
  ) {}

  /** Number of GPUs of each model. */
  public gpusByModel(): { [model: string]: number } {
    const totals = new Map<string, number>();
    for (const host of this.hosts) {
      for (const { model, count } of host.gpus) totals.set(model, (totals.get(model) ?? 0) + count * host.count);
    }
    return Object.fromEntries(totals);
  }
}
