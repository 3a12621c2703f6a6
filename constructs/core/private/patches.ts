import type { ApiObject } from 'cdk8s';

/** An operation of a JSON Patch (RFC 6902). */
export interface PatchOperation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/** What a program changes in the JSON of an object after its own mapping of fields. cdk8s keeps it to itself. */
export const patchesOf = (object: ApiObject): readonly PatchOperation[] =>
  ((object as any).patches ?? []).map((patch: any) => patch._toJson());
