import type { IConstruct } from 'constructs';
import { stateOf } from '../private/state';

/** A file of the output folder that is no manifest: nobody applies it to a cluster. */
export interface OutputFile {
  /** Path below the output folder, as `kubekey/lab.yaml`. */
  readonly name: string;

  /** Asked once, when everything is checked. The same tree gives the same text. */
  text(): string;
}

/** Puts a file into the output folder, beside the manifests. Two of one name are an error of the output (GPULAB3003). */
export function addFile(construct: IConstruct, file: OutputFile): void {
  stateOf(construct).files.push(file);
}
