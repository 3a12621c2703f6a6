import { describe, expect, test } from 'vitest';
import { LabError } from '../../../constructs/core/lab-error';
import { QuotaProfile, Site, type SiteProps } from '../../../constructs/lab';
import { siteProps, told } from './campus';

/** What a value class says when it refuses its props. */
function refusal(make: () => unknown): string[] {
  try {
    make();
  } catch (error) {
    if (error instanceof LabError) return told(error.findings);
    throw error;
  }
  return [];
}

const siteWith = (changes: Partial<SiteProps>): string[] => refusal(() => new Site({ ...siteProps, ...changes }));

const [home, ...others] = siteProps.claims;

const SEGMENT = 'a name for a URL: not empty, not "." or "..", without "/" and "%"';
const MODES = 'ReadWriteOnce, ReadWriteMany, ReadOnlyMany';

describe('the facts of a site', () => {
  test('may be as few as these', () => {
    const facts = { gpuNodeLabel: 'gpu', gpuModels: [], defaultImage: 'a', studentRole: 'edit', claims: [] };
    const site = new Site(facts);
    expect(site).toMatchObject({ ...facts, clusterRoles: [], reservedNamespaces: [] });
  });

  test.each<[Partial<SiteProps>, string]>([
    [{ gpuNodeLabel: 'gpu model' }, 'GPULAB2203 gpuNodeLabel "gpu model" is not a label key'],
    [{ defaultImage: ' a' }, 'GPULAB2203 defaultImage " a" is not an image reference'],
    [{ gpuModels: ['A', 'A'] }, 'GPULAB2204 gpuModels "A" is given twice'],
    [{ serviceNameLabel: '/x' }, 'GPULAB2203 serviceNameLabel "/x" is not a label key'],
    [
      { claims: [{ ...home, size: '2 T' }] },
      'GPULAB2201 claims[0].size "2 T" is no such amount: a quantity above zero is wanted, as "8", "500m", "16Gi" or "2T"',
    ],
    [
      { claims: [{ ...home, size: '-2T' }] },
      'GPULAB2201 claims[0].size "-2T" is no such amount: a quantity above zero is wanted, as "8", "500m", "16Gi" or "2T"',
    ],
    [{ claims: [{ ...home, mountPath: 'root' }] }, 'GPULAB2203 claims[0].mountPath "root" is not an absolute path'],
    [{ claims: [{ ...home, mountPath: '/a:b' }] }, 'GPULAB2203 claims[0].mountPath "/a:b" is not an absolute path'],
    [{ claims: [home, { ...others[0], volume: 'nfshome' }] }, 'GPULAB2204 volume "nfshome" is given twice'],
    [{ claims: [home, { ...others[0], volume: 'scratch2' }] }, 'GPULAB2204 volume "scratch2" is given twice'],
    [{ claims: [home, { ...others[0], mountPath: '/scratch1' }] }, 'GPULAB2204 mount path "/scratch1" is given twice'],
    [
      { claims: [home, { ...others[0], claimPrefix: 'pvc-nfshome' }] },
      'GPULAB2204 claim prefix "pvc-nfshome" is given twice',
    ],
    [
      { scratch: { ...siteProps.scratch!, count: 0 } },
      'GPULAB2202 scratch.count is 0: a whole number of at least 1 is wanted',
    ],
    [
      { infiniband: { ...siteProps.infiniband!, range: '192.168.0.0' } },
      'GPULAB2203 infiniband.range "192.168.0.0" is not a range of addresses, as "10.0.0.0/8"',
    ],
    [
      { infiniband: { ...siteProps.infiniband!, range: '192.168.0.0/33' } },
      'GPULAB2203 infiniband.range "192.168.0.0/33" is not a range of addresses, as "10.0.0.0/8"',
    ],
    [
      { infiniband: { ...siteProps.infiniband!, gateway: '192.168.0' } },
      'GPULAB2203 infiniband.gateway "192.168.0" is not an IP address',
    ],
    [
      { infiniband: { ...siteProps.infiniband!, resource: 'rdma' } },
      'GPULAB2203 infiniband.resource "rdma" is not an extended resource, as "rdma/devices"',
    ],
    [
      { ingress: { ...siteProps.ingress!, tlsSecret: 'A' } },
      'GPULAB2203 ingress.tlsSecret "A" is no DNS subdomain: lower-case letters, digits, "-" and "." in between, at most 253 characters',
    ],
    [{ studentRole: '' }, `GPULAB2203 studentRole "" is not ${SEGMENT}`],
    [{ studentRole: 'a/b' }, `GPULAB2203 studentRole "a/b" is not ${SEGMENT}`],
    [{ clusterRoles: ['..'] }, `GPULAB2203 clusterRoles[0] ".." is not ${SEGMENT}`],
    [{ clusterRoles: ['a', 'a'] }, 'GPULAB2204 clusterRoles "a" is given twice'],
    [{ claims: [{ ...home, volume: undefined as never }] }, 'GPULAB2217 claims[0].volume is missing; text is wanted'],
    [{ claims: [{ ...home, access: 'RWX' as never }] }, `GPULAB2203 claims[0].access "RWX" is none of ${MODES}`],
    [{ claims: [null as never] }, 'GPULAB2217 claims[0] is missing; an object is wanted'],
    [{ defaultImage: undefined }, 'GPULAB2217 defaultImage is missing; text is wanted'],
  ])('%j is refused', (changes, message) => {
    expect(siteWith(changes)).toEqual([message]);
  });

  test.each([undefined, null, [], 'site'])('%j are none', (props) => {
    expect(refusal(() => new Site(props as never))[0]).toMatch(/^GPULAB2217 props of the Site (is|are) /);
  });

  test('in plain JavaScript are told by what is missing, all of it', () => {
    expect(refusal(() => new Site({ gpuModel: ['A100'] } as never))).toEqual([
      'GPULAB2217 gpuNodeLabel is missing; text is wanted',
      'GPULAB2217 gpuModels is missing; a list is wanted',
      'GPULAB2217 defaultImage is missing; text is wanted',
      'GPULAB2217 studentRole is missing; text is wanted',
      'GPULAB2217 claims is missing; a list is wanted',
    ]);
  });

  test('an IPv6 range is one', () => {
    expect(siteWith({ infiniband: { ...siteProps.infiniband!, range: 'fd00::/64', gateway: 'fd00::1' } })).toEqual([]);
  });

  test('are refused all at once, with the place of the call', () => {
    expect(() => new Site({ ...siteProps, gpuModels: ['a b'], defaultImage: '', studentRole: '' })).toThrow(
      /^error GPULAB2203 gpuModels\[0\] "a b" .*\n {2}at gpuModels\[0\] {3}\S*site\.test\.ts:\d+:\d+\nerror GPULAB2203 defaultImage/,
    );
  });
});

describe('a quota', () => {
  test('of a student has seven keys, and every value is a string', () => {
    expect(QuotaProfile.student().hard).toEqual({
      'limits.cpu': '56',
      'limits.memory': '500Gi',
      'requests.cpu': '56',
      'requests.memory': '500Gi',
      'requests.nvidia.com/gpu': '4',
      'requests.storage': '40T',
      'count/pods': '10',
    });
  });

  test('of a student can be changed in part', () => {
    const { hard, gpus } = QuotaProfile.student({ gpus: 0, others: { 'count/services': '20' } });
    expect(gpus).toBe(0);
    expect(hard).toMatchObject({ 'limits.cpu': '56', 'requests.nvidia.com/gpu': '0', 'count/services': '20' });
  });

  test('has no ceiling where none is given', () => {
    expect(QuotaProfile.of({ pods: 3 })).toMatchObject({ hard: { 'count/pods': '3' }, gpus: undefined });
    expect(Object.keys(QuotaProfile.of({ pods: 3 }).hard)).toEqual(['count/pods']);
  });

  test('cannot be changed afterwards, since students share it', () => {
    expect(() => Object.assign(QuotaProfile.student().hard, { 'count/pods': '99' })).toThrow(TypeError);
  });

  test('of impossible amounts is refused, all of them at once', () => {
    expect(refusal(() => QuotaProfile.of({ cpu: '-1', memory: '', gpus: 1.5, storage: '2 T', pods: -1 }))).toEqual([
      expect.stringMatching(/^GPULAB2201 cpu "-1"/),
      expect.stringMatching(/^GPULAB2201 memory ""/),
      'GPULAB2202 gpus is 1.5: a whole number of at least 0 is wanted',
      expect.stringMatching(/^GPULAB2201 storage "2 T"/),
      'GPULAB2202 pods is -1: a whole number of at least 0 is wanted',
    ]);
  });

  test.each([
    ['of', () => QuotaProfile.of({ gpus: -1 })],
    ['student', () => QuotaProfile.student({ gpus: -1 })],
  ])('by %s names the place of the call', (_, make) => {
    expect(make).toThrow(/site\.test\.ts:\d+:\d+/);
  });
});
