import { ApiObject, App, Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Finding, LabChart } from '../../../../constructs/core';
import type { LabError } from '../../../../constructs/core/lab-error';
import { stateOf } from '../../../../constructs/core/private/state';
import { GpuSlice, HamiSlicedWorkload, type HamiSlicedWorkloadProps } from '../../../../constructs/gpu/hami';

export const IMAGE = 'registry.example.org/course/notebook:2026';

/** 3000 MiB and 30 % of a card. */
export const SLICE = GpuSlice.memory(Size.mebibytes(3000)).cores(30);

/** A chart under a plain cdk8s App. */
export const chart = (): LabChart => new LabChart(new App(), 'chart');

/** A workload of one container. */
export const workload = (
  props: Partial<HamiSlicedWorkloadProps> = {},
  scope: Construct = chart(),
): HamiSlicedWorkload =>
  new HamiSlicedWorkload(scope, 'job', { namespace: 'course', slice: SLICE, containers: [{ image: IMAGE }], ...props });

/** Every manifest below a construct, as it is written. */
export const manifestsOf = (construct: Construct): any[] =>
  construct.node
    .findAll()
    .filter((child) => ApiObject.isApiObject(child))
    .map((child) => JSON.parse(JSON.stringify((child as ApiObject).toJson())));

/** The pod of the only object that makes pods. */
export const podOf = (construct: Construct): any =>
  manifestsOf(construct).find(({ spec }) => spec.template !== undefined).spec.template;

/** What was reported while the tree was built. */
export const findingsOf = (construct: Construct): Finding[] => stateOf(construct).findings;

/** What is reported about the finished tree. */
export const lateFindingsOf = (construct: Construct): Finding[] =>
  stateOf(construct).checks.flatMap((check) => check());

/** Code and message of findings, as they are read. */
export const told = (findings: readonly Finding[]): string[] =>
  findings.map(({ code, message }) => `${code} ${message}`);

/** What a call is refused for. */
export function refusal(call: () => unknown): string[] {
  try {
    call();
  } catch (error) {
    return told((error as LabError).findings);
  }
  return [];
}
