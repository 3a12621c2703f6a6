/** What stands in a KubeKey file in place of a secret: where the secret comes from when the file is used. */
const PLACEHOLDER = /^<(environment|file) ([^<>'"\s]+)>$/;

/** Where a secret comes from. */
export interface Origin {
  readonly from: 'environment' | 'file';
  readonly name: string;
}

/** Reads a placeholder; undefined for anything else, such as the secret itself. */
export function originOf(text: string): Origin | undefined {
  const [, from, name] = PLACEHOLDER.exec(text) ?? [];
  return from === undefined ? undefined : { from: from as Origin['from'], name };
}

export const placeholderOf = ({ from, name }: Origin): string => `<${from} ${name}>`;
