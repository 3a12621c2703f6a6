import type { Size } from 'cdk8s';
import { refuse } from '../../core/rules/refuse';
import type { GpuSlice } from './gpu-slice';
import { type ContainerChoices, composeService, containerVariableProblems, runLine } from './private/docker-container';
import {
  dockerLimits,
  dockerProblems,
  HAMI_CORE_PATH,
  LIBRARY,
  LIBRARY_FOLDER,
  LOCK_FOLDER,
} from './private/docker-limits';

/** Properties of a `DockerSlice`. */
export interface DockerSliceProps {
  /** What the container gets of each of its cards. */
  readonly slice: GpuSlice;

  /** Memory of one card, as nvidia-smi prints it. */
  readonly cardMemory: Size;

  /**
   * The cards: UUIDs, or indices of nvidia-smi, as many as the slice has. They are named so that slices land on known cards:
   * asked for a number only, Docker gives the first cards to everybody.
   */
  readonly devices: string[];

  /**
   * Folder on the compute node that HAMi-core was built in.
   * @default "/root/HAMi-core/build"
   */
  readonly hamiCorePath?: string;
}

/** A folder of the compute node in the container. */
export interface DockerMount {
  /** Absolute path on the compute node. */
  readonly source: string;

  /** Path in the container. */
  readonly target: string;

  /** May the container only read it? */
  readonly readOnly: boolean;
}

/** The container that a `DockerSlice` is for. */
export interface DockerContainer {
  /** Image; of glibc (the library that limits it is not for musl, as in Alpine). */
  readonly image: string;

  /**
   * Name of the container.
   * @default - Docker makes one up
   */
  readonly name?: string;

  /**
   * Command and arguments.
   * @default - those of the image
   */
  readonly command?: string[];

  /**
   * Variables beside those of the slice.
   * @default - none
   */
  readonly env?: { [name: string]: string };
}

/**
 * A slice on a compute node without Kubernetes: HAMi-core alone limits the container, by its environment. Nobody adds up the slices
 * of a card: who starts containers must.
 *
 * It is no wall: who may change the environment of a program in the container can start it without the library.
 */
export class DockerSlice {
  /** Variables of the container: none for whole cards, which need no HAMi-core. */
  public readonly environment: { [name: string]: string };

  /** Folders of the compute node in the container. */
  public readonly mounts: DockerMount[];

  /** The cards, as `DeviceRequests` of Docker's API names them (`DeviceIDs`). */
  public readonly devices: string[];

  constructor(props: DockerSliceProps) {
    refuse(dockerProblems(props), DockerSlice);
    const limits = dockerLimits(props.slice, props.cardMemory.toMebibytes());
    const isLimited = Object.keys(limits).length > 0;
    const source = props.hamiCorePath ?? HAMI_CORE_PATH;
    this.devices = [...props.devices];
    this.environment = isLimited ? { ...limits, LD_PRELOAD: LIBRARY, CUDA_REDIRECT: LIBRARY } : {};
    this.mounts = isLimited
      ? [
          { source, target: LIBRARY_FOLDER, readOnly: true },
          { source: LOCK_FOLDER, target: LOCK_FOLDER, readOnly: false },
        ]
      : [];
  }

  /** The command that starts a container, quoted for a shell of POSIX. */
  public runLine(container: DockerContainer): string {
    return runLine(this.choices(container, this.runLine));
  }

  /** The container as a service of a compose file, with "$" doubled, since Compose replaces variables. */
  public composeService(container: DockerContainer): { [key: string]: any } {
    return composeService(this.choices(container, this.composeService));
  }

  private choices(container: DockerContainer, entrance: CallableFunction): ContainerChoices {
    refuse(containerVariableProblems(container), entrance);
    return { ...container, env: { ...container.env, ...this.environment }, mounts: this.mounts, devices: this.devices };
  }
}
