import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LabApp } from '../../../constructs/app';
import { NicDriver, NicIpam, NicLink, type NicPolicy } from '../../../constructs/gpu';
import { ERA_2023, kindsOf, objectOf, stackApp, told, valuesOf } from './support';

const app = (nic: NicPolicy, networkOperator?: string): LabApp => stackApp({ nic, versions: { networkOperator } });
const policyOf = (nic: NicPolicy, networkOperator?: string): any =>
  objectOf(app(nic, networkOperator), 'NicClusterPolicy', 'nic-cluster-policy').spec;
const oldValuesOf = (nic: NicPolicy): any => valuesOf(stackApp({ nic, versions: ERA_2023 }), 'network-operator');
const sharedOf = (nic: NicPolicy): any => JSON.parse(policyOf(nic).rdmaSharedDevicePlugin.config).configList;

/** Keys that charts from 24.10 on do not have (facts: threek.md 3.4). */
const REMOVED = ['deployCR', 'ofedDriver', 'rdmaSharedDevicePlugin', 'sriovDevicePlugin', 'secondaryNetwork'];

describe('fact 8: who makes the policy', () => {
  test.each(['23.7.0', '24.4.0', '24.7.0'])('the chart, up to 24.7: %s', (version) => {
    const old = app({}, version);
    expect(old.check()).toEqual([]);
    expect(valuesOf(old, 'network-operator').deployCR).toBe(true);
    expect(kindsOf(old)).not.toContain('NicClusterPolicy');
  });

  test.each(['25.7.0', '26.1.1', '26.4.1', undefined])('the stack, from 24.10 on: %s', (version) => {
    const now = app({}, version);
    expect(now.check()).toEqual([]);
    const { config } = objectOf(now, 'NicClusterPolicy', 'nic-cluster-policy').spec.rdmaSharedDevicePlugin;
    expect(JSON.parse(config)).toEqual({
      configList: [{ resourceName: 'rdma_shared_device_a', rdmaHcaMax: 63, selectors: { vendors: ['15b3'] } }],
    });
    for (const key of REMOVED) expect(valuesOf(now, 'network-operator')).not.toHaveProperty(key);
  });

  test.each(['24.10.0', '25.4.0'])('nobody, where its images are not known: %s', (version) => {
    expect(told(app({}, version).check())).toEqual([['GPULAB2505', 'versions.networkOperator']]);
  });
});

test('without InfiniBand there is no network operator', () => {
  const plain = stackApp();
  expect(() => valuesOf(plain, 'network-operator')).toThrow();
  expect(kindsOf(plain)).toEqual(['Namespace', 'Namespace']);
});

describe('the driver of the cards', () => {
  test('is the one that was released with the operator, and is never replaced by itself', () => {
    expect(policyOf({}).ofedDriver).toEqual({
      image: 'doca-driver',
      repository: 'nvcr.io/nvidia/mellanox',
      version: 'doca3.4.1-26.04-1.1.0.0-1',
      startupProbe: { initialDelaySeconds: 10, periodSeconds: 10 },
      livenessProbe: { initialDelaySeconds: 30, periodSeconds: 30 },
      readinessProbe: { initialDelaySeconds: 10, periodSeconds: 30 },
      upgradePolicy: {
        autoUpgrade: false,
        maxParallelUpgrades: 1,
        drain: { enable: true, force: false, timeoutSeconds: 300, deleteEmptyDir: false },
      },
    });
    expect(oldValuesOf({}).ofedDriver).toEqual({ deploy: true });
  });

  test('of another version', () => {
    const driver = NicDriver.container({ version: '24.10-0.7.0.0-0', repository: 'harbor.example.com:5000/mirror' });
    expect(policyOf({ driver }).ofedDriver).toMatchObject({
      image: 'doca-driver',
      repository: 'harbor.example.com:5000/mirror',
      version: '24.10-0.7.0.0-0',
    });
    expect(oldValuesOf({ driver }).ofedDriver).toEqual({
      deploy: true,
      repository: 'harbor.example.com:5000/mirror',
      version: '24.10-0.7.0.0-0',
    });
  });

  test('of the hosts: the operator brings none', () => {
    const driver = NicDriver.preinstalled();
    expect(policyOf({ driver })).not.toHaveProperty('ofedDriver');
    expect(oldValuesOf({ driver }).ofedDriver).toEqual({ deploy: false });
  });

  test('must be named where it is not known which goes with the operator', () => {
    expect(told(app({}, '27.1.0').check())).toEqual([['GPULAB2505', 'nic.driver']]);
    expect(app({ driver: NicDriver.container({ version: 'doca9' }) }, '27.1.0').check()).toEqual([]);
  });
});

describe('cards', () => {
  test('that pods share, by every list that is given', () => {
    const device = {
      resourceName: 'ib',
      rdmaHcaMax: 8,
      deviceIds: ['101b'],
      drivers: ['mlx5_core'],
      ifNames: ['ibs10', 'ibs11'],
      linkTypes: [NicLink.INFINIBAND],
    };
    expect(sharedOf({ rdmaSharedDevices: [device] })).toEqual([
      {
        resourceName: 'ib',
        rdmaHcaMax: 8,
        selectors: {
          vendors: ['15b3'],
          deviceIDs: ['101b'],
          drivers: ['mlx5_core'],
          ifNames: ['ibs10', 'ibs11'],
          linkTypes: ['infiniband'],
        },
      },
    ]);
    expect(oldValuesOf({ rdmaSharedDevices: [device] }).rdmaSharedDevicePlugin).toEqual({
      deploy: true,
      resources: [
        {
          name: 'ib',
          rdmaHcaMax: 8,
          vendors: ['15b3'],
          deviceIDs: ['101b'],
          drivers: ['mlx5_core'],
          ifNames: ['ibs10', 'ibs11'],
          linkTypes: ['infiniband'],
        },
      ],
    });
  });

  test('an interface alone does not lose the vendor: Helm would replace the list', () => {
    expect(sharedOf({ rdmaSharedDevices: [{ ifNames: ['ibs10'] }] })[0].selectors.vendors).toEqual(['15b3']);
  });

  test('that are cut into virtual functions', () => {
    const sriovDevices = [{ resourceName: 'vfs', ifNames: ['ens1f0'], linkTypes: [NicLink.ETHERNET] }];
    const { sriovDevicePlugin, rdmaSharedDevicePlugin } = policyOf({ rdmaSharedDevices: [], sriovDevices });
    expect(rdmaSharedDevicePlugin).toBeUndefined();
    expect(JSON.parse(sriovDevicePlugin.config)).toEqual({
      resourceList: [
        {
          resourcePrefix: 'nvidia.com',
          resourceName: 'vfs',
          selectors: { vendors: ['15b3'], pfNames: ['ens1f0'], linkTypes: ['ether'], isRdma: true },
        },
      ],
    });
    expect(oldValuesOf({ rdmaSharedDevices: [], sriovDevices })).toMatchObject({
      rdmaSharedDevicePlugin: { deploy: false },
      sriovDevicePlugin: { deploy: true, resources: [{ name: 'vfs', vendors: ['15b3'], pfNames: ['ens1f0'] }] },
    });
  });

  test('what is wrong with them is told all at once', () => {
    const findings = app({
      driver: NicDriver.container({ version: 'a b', image: 'x/y', repository: 'r"' }),
      rdmaSharedDevices: [
        { resourceName: 'a/b', rdmaHcaMax: 0, vendors: ['15B3'], deviceIds: ['0x101b'], ifNames: ['"'] },
        { vendors: [] },
        { drivers: ['mlx5 core'], linkTypes: ['ib' as NicLink] },
        {},
      ],
      sriovDevices: [{ resourceName: 'v' }, { resourceName: 'v' }],
    }).check();
    expect(told(findings)).toEqual([
      ['GPULAB2203', 'nic.rdmaSharedDevices[0].resourceName'],
      ['GPULAB2202', 'nic.rdmaSharedDevices[0].rdmaHcaMax'],
      ['GPULAB2203', 'nic.rdmaSharedDevices[0].vendors[0]'],
      ['GPULAB2203', 'nic.rdmaSharedDevices[0].deviceIds[0]'],
      ['GPULAB2203', 'nic.rdmaSharedDevices[0].ifNames[0]'],
      ['GPULAB2510', 'nic.rdmaSharedDevices[1]'],
      ['GPULAB2203', 'nic.rdmaSharedDevices[2].drivers[0]'],
      ['GPULAB2203', 'nic.rdmaSharedDevices[2].linkTypes[0]'],
      ['GPULAB2204', 'resource'],
      ['GPULAB2204', 'resource'],
      ['GPULAB2203', 'nic.driver.version'],
      ['GPULAB2203', 'nic.driver.image'],
      ['GPULAB2203', 'nic.driver.repository'],
    ]);
  });
});

describe('further networks for pods', () => {
  const image = (name: string, version = '26.4.1') => ({
    image: name,
    repository: 'nvcr.io/nvidia/mellanox',
    version: `network-operator-v${version}`,
  });

  test('now with NV-IPAM', () => {
    const { secondaryNetwork, nvIpam } = policyOf({ secondaryNetwork: {} });
    expect(secondaryNetwork).toEqual({
      cniPlugins: image('plugins'),
      multus: image('multus-cni'),
      ipoib: image('ipoib-cni'),
    });
    expect(nvIpam).toEqual({ ...image('nvidia-k8s-ipam'), enableWebhook: false });
  });

  test('before 25.10 with whereabouts, in both forms', () => {
    const { secondaryNetwork, nvIpam } = policyOf({ secondaryNetwork: {} }, '25.7.0');
    expect([secondaryNetwork.ipamPlugin, nvIpam]).toEqual([image('whereabouts', '25.7.0'), undefined]);
    const old = oldValuesOf({ secondaryNetwork: {} });
    expect(old.secondaryNetwork).toEqual({
      deploy: true,
      cniPlugins: { deploy: true },
      multus: { deploy: true },
      ipoib: { deploy: true },
      ipamPlugin: { deploy: true },
    });
    expect(old.nvIpam).toEqual({ deploy: false });
  });

  test('with addresses from somebody else', () => {
    const { nvIpam } = policyOf({ secondaryNetwork: { ipam: NicIpam.NONE } });
    expect(nvIpam).toBeUndefined();
  });

  test('not with whereabouts where the operator has no place for it', () => {
    const findings = app({ secondaryNetwork: { ipam: NicIpam.WHEREABOUTS } }).check();
    expect(told(findings)).toEqual([['GPULAB2506', 'nic.secondaryNetwork.ipam']]);
  });

  test('and none unless they are wanted: the old chart has them on by itself', () => {
    expect(policyOf({})).not.toHaveProperty('secondaryNetwork');
    expect(oldValuesOf({}).secondaryNetwork).toEqual({ deploy: false });
  });
});

test('whatever selectors hold, the configuration is the JSON that was meant, or nothing is made', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 6 }), fc.stringMatching(/^[a-z0-9_-]{1,15}$/));
  const list = fc.option(fc.array(text, { maxLength: 2 }), { nil: undefined });
  fc.assert(
    fc.property(fc.record({ ifNames: list, drivers: list }), (device) => {
      const one = app({ rdmaSharedDevices: [device] });
      if (one.check().length > 0) {
        expect(kindsOf(one)).toEqual([]);
      } else {
        const { selectors } = sharedOf({ rdmaSharedDevices: [device] })[0];
        const { ifNames = [], drivers = [] } = device;
        expect([selectors.ifNames ?? [], selectors.drivers ?? []]).toEqual([ifNames, drivers]);
      }
    }),
    { numRuns: 100 },
  );
});
