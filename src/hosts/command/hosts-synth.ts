import { pathFromHere } from '../../cli/here';
import { prepareSsh } from '../reach';
import { synthesise } from '../terraform/program';
import { type Action, scopeOf } from './action';

/** Writes the Terraform program, for whoever wants to look at it or run Terraform himself. */
export const action: Action = {
  options: ['inventory'],
  async run(options) {
    const { fleet } = scopeOf(options);
    prepareSsh(fleet);
    const { folder, resource } = await synthesise(fleet);
    return {
      findings: fleet.findings,
      result: { folder, resource, hosts: fleet.hosts.map(({ name }) => name) },
      text: `hosts   ${fleet.hosts.length}\noutput  ${pathFromHere(folder)}\n`,
    };
  },
};
