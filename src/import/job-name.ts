import { DNS_LABEL } from 'cdk8s-gpulab/lib/core/rules/names';
import { namePartsOf, YAML_EXTENSION } from '../values-file/values-folder';
import type { Input } from './inputs';

/** What a job is called, made of the name of its file. */
export interface JobName {
  /** Name of the job beside others: that of the release of its clean file. Empty where no name can be made. */
  readonly release: string;

  /** Name of the clean file, so that `gpulab render --each` makes this release of it. */
  readonly file: string;
}

/** A name stays as it is where releases of the chart can have it: `Lab_1.yaml` becomes `lab-1.yaml`. */
export function jobNameOf({ name }: Input): JobName {
  const named = namePartsOf(name);
  const parts = named.map((part) => (DNS_LABEL.test(part) ? part : (wordOf(part) ?? '')));
  const behind = name.split('/').length > named.length ? '/values' : '';
  const extension = YAML_EXTENSION.exec(name)?.[0].toLowerCase() ?? '.yaml';
  return {
    release: parts.includes('') ? '' : parts.join('-'),
    file: `${parts.join('/')}${behind}${extension}`,
  };
}

/** Lower-case letters, digits and dashes, made of a name of a file. */
export const identifier = (name: string): string => wordOf(name) ?? 'job';

function wordOf(name: string): string | undefined {
  const word = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return word === '' ? undefined : word;
}
