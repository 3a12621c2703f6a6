import type { Finding } from 'cdk8s-gpulab';
import { stateOf } from '../host-finding';
import { lookAt, type Seen } from '../look';
import { prepareSsh } from '../reach';
import { type Action, HOST_OPTIONS, scopeOf } from './action';
import { countsOf, countsText, type Row, tableOf } from './table';

/** Looks at hosts, without Terraform. */
export const action: Action = {
  options: HOST_OPTIONS,
  async run(options) {
    const { fleet, hosts, many } = scopeOf(options);
    prepareSsh(fleet);
    const seen = await lookAt(fleet, hosts, many);
    const rows = seen.map(rowOf);
    return {
      findings: [...fleet.findings, ...seen.flatMap(findingsOf)],
      result: { hosts: rows, summary: countsOf(rows) },
      text: tableOf(rows) + countsText(rows),
      told: true,
    };
  },
};

function rowOf({ host: { name }, drift, failure }: Seen): Row {
  if (failure) return { host: name, state: stateOf(failure), details: [failure.message] };
  return { host: name, state: drift.length === 0 ? 'as described' : 'otherwise', details: drift };
}

/** A host that is otherwise is no error: nobody may have applied it yet. */
function findingsOf({ host, drift, failure }: Seen): Finding[] {
  if (failure) return [failure];
  if (drift.length === 0) return [];
  const message = `host ${host.name} is not as described: ${drift.join('; ')}`;
  return [{ level: 'warning' as Finding['level'], code: 'GPULAB4513', message, hint: 'gpulab hosts apply' }];
}
