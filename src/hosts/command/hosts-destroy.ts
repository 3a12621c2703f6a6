import { usageError } from '../../cli/finding';
import { prepareSsh } from '../reach';
import { Terraform } from '../terraform/terraform';
import { type Action, HOST_OPTIONS, scopeOf } from './action';
import { driverOf } from './driver';
import { leaveInOrder } from './leave';
import { countsOf, countsText, tableOf } from './table';

/** Takes away from hosts what was brought to them. What is not ours stays. */
export const action: Action = {
  options: [...HOST_OPTIONS, 'yes'],
  async run(options) {
    if (options.yes !== true) {
      throw usageError('this takes the controller its access to hosts', 'gpulab hosts destroy --yes, if that is meant');
    }
    const { fleet, hosts, isLimited } = scopeOf(options);
    const terraform = Terraform.find();
    prepareSsh(fleet);
    const driver = await driverOf(fleet, terraform);
    const names = [...driver.known.keys()].filter((name) => !isLimited || hosts.some((host) => host.name === name));
    const { rows, findings } = await leaveInOrder(driver, fleet, names, {
      quiet: options.json === true,
      last: true,
      all: true,
    });
    return {
      findings: [...fleet.findings, ...findings],
      result: { hosts: rows, summary: countsOf(rows) },
      text: tableOf(rows) + countsText(rows),
    };
  },
};
