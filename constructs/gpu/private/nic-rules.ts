import { quoted } from '../../core/rules/problem';
import type { Rules } from '../../core/rules/rules';
import { NicDriver } from '../nic-driver';
import { NicIpam, NicLink, type NicPolicy, type NicSelectors } from '../nic-policy';
import type { ChartVersion } from './chart-version';
import { makesPolicy } from './network-operator-values';
import type { NicPolicyInFull } from './nic-cluster-policy';
import { driverOperand, haveChartVersion } from './nic-operands';
import { SHARED_RESOURCE, vendorsOf } from './nic-selectors';

/** Name behind the slash of an extended resource. */
export const RESOURCE = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** Number of a vendor or device in the PCI registry. */
const PCI_NUMBER = /^[0-9a-f]{4}$/;

/** Module of the kernel. */
const MODULE = /^[A-Za-z0-9_-]+$/;

/** A network interface of Linux. */
const INTERFACE = /^[^\s/"]{1,15}$/;

/** What the pattern of the NicClusterPolicy's definition takes, from end to end. */
const IMAGE_NAME = /^[a-zA-Z0-9-]+$/;
const REPOSITORY = /^[a-zA-Z0-9.:/-]+$/;

/** Tag of an image. */
const TAG = /^\w[\w.-]{0,127}$/;

/** From this version on the network operator knows nothing of whereabouts. */
const hasWhereabouts = (chart: ChartVersion): boolean => !chart.isAtLeast(25, 10);

/** A policy with its defaults; what is wrong with it is told. */
export function nicPolicy(rules: Rules, nic: NicPolicy, chart: ChartVersion | undefined): NicPolicyInFull | undefined {
  if (!rules.object('nic', nic)) return undefined;
  const { driver = NicDriver.container(), rdmaSharedDevices = [{}], sriovDevices = [], secondaryNetwork } = nic;
  const shared = rules.list('nic.rdmaSharedDevices', rdmaSharedDevices).filter((device, i) => {
    const key = `nic.rdmaSharedDevices[${i}]`;
    if (!rules.object(key, device)) return false;
    if (device.resourceName !== undefined) resource(rules, `${key}.resourceName`, device.resourceName);
    if (device.rdmaHcaMax !== undefined) rules.whole(`${key}.rdmaHcaMax`, device.rdmaHcaMax, 1);
    return selectorsAreGood(rules, key, device);
  });
  const virtual = rules.list('nic.sriovDevices', sriovDevices).filter((device, i) => {
    const key = `nic.sriovDevices[${i}]`;
    if (!rules.object(key, device)) return false;
    resource(rules, `${key}.resourceName`, device.resourceName);
    return selectorsAreGood(rules, key, device);
  });
  rules.distinct(
    'resource',
    shared.map(({ resourceName }) => resourceName ?? SHARED_RESOURCE),
  );
  rules.distinct(
    'resource',
    virtual.map(({ resourceName }) => resourceName),
  );
  driverRules(rules, driver);
  if (!chart) return undefined;
  operandRules(rules, driver, chart);
  const ipam = secondaryNetwork && ipamOf(rules, secondaryNetwork.ipam, chart);
  return {
    driver,
    rdmaSharedDevices: [...shared],
    sriovDevices: [...virtual],
    ...(ipam !== undefined && { secondaryNetwork: { ipam } }),
  };
}

function resource(rules: Rules, key: string, name: string): void {
  rules.matching(
    key,
    name,
    RESOURCE,
    'the name of a resource: letters, digits, "-", "_" and "." in between, at most 63',
  );
}

/** Told one by one, so that a wrong list does not hide another; true, so that names are compared all the same. */
function selectorsAreGood(rules: Rules, key: string, device: NicSelectors): boolean {
  const { vendors, deviceIds, drivers, ifNames, linkTypes } = device;
  const each = (list: string, values: readonly string[] | undefined, pattern: RegExp, wanted: string) => {
    if (values === undefined) return;
    rules.list(`${key}.${list}`, values).forEach((value, i) => {
      rules.matching(`${key}.${list}[${i}]`, value, pattern, wanted);
    });
  };
  each('vendors', vendors, PCI_NUMBER, 'a PCI vendor: four hexadecimal digits in small letters, as "15b3"');
  each('deviceIds', deviceIds, PCI_NUMBER, 'a PCI device: four hexadecimal digits in small letters, as "101b"');
  each('drivers', drivers, MODULE, 'a kernel module, as "mlx5_core"');
  each('ifNames', ifNames, INTERFACE, 'a network interface, as "ibs10"');
  const links: readonly string[] = Object.values(NicLink);
  if (linkTypes !== undefined) {
    rules.list(`${key}.linkTypes`, linkTypes).forEach((link, i) => {
      const where = `${key}.linkTypes[${i}]`;
      if (!links.includes(link))
        rules.error('GPULAB2203', `${where} ${quoted(link)} is none of ${links.join(', ')}`, where);
    });
  }
  const all = [vendorsOf(device), deviceIds, drivers, ifNames, linkTypes];
  if (all.every((list) => list === undefined || list.length === 0)) {
    rules.error('GPULAB2510', `${key} selects no card: every list is empty`, key, 'leave vendors out for ["15b3"]');
  }
  return true;
}

function driverRules(rules: Rules, { _options }: NicDriver): void {
  const { version, image, repository } = _options ?? {};
  if (version !== undefined) rules.matching('nic.driver.version', version, TAG, 'the tag of an image');
  if (image !== undefined) rules.matching('nic.driver.image', image, IMAGE_NAME, 'the name of an image, without path');
  if (repository !== undefined) rules.matching('nic.driver.repository', repository, REPOSITORY, 'a registry and path');
}

/** Are the images known that the policy of this version names? Older charts name them themselves. */
function operandRules(rules: Rules, driver: NicDriver, chart: ChartVersion): void {
  if (makesPolicy(chart)) return;
  if (!haveChartVersion(chart)) {
    const message = `the images that go with version ${chart.text} of the network operator are not known`;
    const hint = 'take a version before 24.10 or from 25.7 on';
    rules.error('GPULAB2505', message, 'versions.networkOperator', hint);
  } else if (driver._options && !driverOperand(chart, driver._options)) {
    const message = `the driver that goes with version ${chart.text} of the network operator is not known`;
    rules.error('GPULAB2505', message, 'nic.driver', "say which: NicDriver.container({ version: 'doca...' })");
  }
}

function ipamOf(rules: Rules, ipam: NicIpam | undefined, chart: ChartVersion): NicIpam {
  if (ipam === undefined) return hasWhereabouts(chart) ? NicIpam.WHEREABOUTS : NicIpam.NV_IPAM;
  const key = 'nic.secondaryNetwork.ipam';
  const known: readonly string[] = Object.values(NicIpam);
  if (!known.includes(ipam)) rules.error('GPULAB2203', `${key} ${quoted(ipam)} is none of ${known.join(', ')}`, key);
  if (ipam === NicIpam.WHEREABOUTS && !hasWhereabouts(chart)) {
    const message = `version ${chart.text} of the network operator does not bring whereabouts; versions before 25.10 do`;
    rules.error(
      'GPULAB2506',
      message,
      key,
      'install whereabouts by itself and say NicIpam.NONE, or take NicIpam.NV_IPAM',
    );
  }
  return ipam;
}
