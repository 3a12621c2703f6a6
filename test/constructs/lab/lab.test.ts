import { App, Testing } from 'cdk8s';
import { LabApp } from 'cdk8s-gpulab';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Inventory } from '../../../constructs/inventory';
import { Lab, type LabProps, PodSecurityLevel, QuotaProfile, Roster, StudentWorkload } from '../../../constructs/lab';
import { findingsOf, manifestsOf, ofKind, site, summaryOf, told } from './campus';

const roster = (...rows: string[]): Roster => Roster.fromText(rows.join('\n'), 'roster.csv');

const ZHANG = 'zhang3,zhang3@x.org,2001,500';
const LI = 'li4,li4@x.org,2002,500';

const lab = (props: Partial<LabProps> = {}): Lab =>
  new Lab(new App(), 'students', { site, roster: roster(ZHANG, LI), ...props });

const starter = { baseName: 'pytorch', gpuModel: 'RTX4090D' };

describe('a lab', () => {
  test('has a chart for each student, named after the uid, with the nine objects of the namespace', () => {
    const students = lab();
    expect(students.node.children.map(({ node }) => node.path)).toEqual(['students/zhang3', 'students/li4']);
    expect(manifestsOf(students.chartOf('li4')!)).toHaveLength(9);
    expect(students.students.map(({ uid }) => uid)).toEqual(['zhang3', 'li4']);
    expect(students.chartOf('wang5')).toBeUndefined();
  });

  test('of zero students is legal and empty', () => {
    const students = lab({ roster: roster('uid,mail,uidNumber,gidNumber') });
    expect(students.students).toEqual([]);
    expect(findingsOf(students)).toMatchObject([{ level: 'warning', code: 'GPULAB2007' }]);
    expect(summaryOf(students)).toEqual({ students: '0' });
  });

  test('gives each student what the profile of the row says', () => {
    const profiles = {
      large: { quota: QuotaProfile.student({ gpus: 8 }), starter },
      small: { quota: QuotaProfile.student({ gpus: 1 }), podSecurity: { enforce: PodSecurityLevel.BASELINE } },
    };
    const students = lab({ profiles, defaultProfile: 'small', roster: roster(`${ZHANG},large`, LI) });
    const gpusOf = (uid: string) =>
      ofKind(students.chartOf(uid)!, 'ResourceQuota')[0].spec.hard['requests.nvidia.com/gpu'];
    expect([gpusOf('zhang3'), gpusOf('li4')]).toEqual(['8', '1']);
    expect(manifestsOf(students.chartOf('zhang3')!)).toHaveLength(13);
    expect(manifestsOf(students.chartOf('li4')!)).toHaveLength(9);
    expect(ofKind(students.chartOf('zhang3')!, 'Deployment')[0].metadata.name).toBe('zhang3-pytorch-starter');
    expect(summaryOf(students).students).toBe('2 (1 large, 1 small)');
  });

  test('with one profile needs no default', () => {
    const students = lab({ profiles: { only: { starter } } });
    expect(findingsOf(students)).toEqual([]);
    expect(manifestsOf(students.chartOf('li4')!)).toHaveLength(13);
  });

  test('makes for a student what the constructs make by themselves', () => {
    const students = lab({ profiles: { only: { starter } } });
    const alone = new StudentWorkload(students.chartOf('li4')!, 'again', {
      site,
      namespace: 'li4',
      release: 'starter',
      ...starter,
    });
    expect(manifestsOf(alone)).toEqual(manifestsOf(students.chartOf('li4')!).slice(9, 13));
  });

  test('shares nothing between students that a change of one could carry to another', () => {
    const students = lab({ profiles: { only: { starter } } });
    const before = manifestsOf(students.chartOf('li4')!);
    for (const object of students.chartOf('zhang3')!.apiObjects) {
      object.metadata.addLabel('changed', 'yes');
      object.addJsonPatch({ _toJson: () => ({ op: 'add', path: '/spec', value: {} }) } as never);
    }
    expect(manifestsOf(students.chartOf('li4')!)).toEqual(before);
  });

  test('has the same charts whatever the order of the rows', () => {
    const rows = Array.from({ length: 8 }, (_, i) => `s${i},s${i}@x.org,${100 + i},5,${i % 2 ? 'a' : 'b'}`);
    const profiles = { a: { starter }, b: {} };
    const charts = (lines: string[]) => {
      const students = lab({ profiles, roster: roster(...lines) });
      return Object.fromEntries(students.students.map(({ uid }) => [uid, manifestsOf(students.chartOf(uid)!)]));
    };
    const expected = charts(rows);
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        expect(charts(shuffled)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a row that a lab cannot serve', () => {
  const profiles = { vision: {}, 'large-models': {} };

  test('because its profile is unknown is told at the field, with the one that was meant', () => {
    const students = lab({ profiles, roster: roster(`${ZHANG} , vison`, `${LI},vision`) });
    expect(findingsOf(students)).toMatchObject([
      {
        level: 'error',
        code: 'GPULAB2040',
        message: 'there is no profile "vison"',
        hint: 'did you mean "vision"?',
        path: 'students',
        file: 'roster.csv',
        line: 1,
        column: 32,
      },
    ]);
    expect(students.students.map(({ uid }) => uid)).toEqual(['li4']);
  });

  test('because it has no profile and there is no default is one finding for all such rows', () => {
    expect(findingsOf(lab({ profiles, roster: roster(`${ZHANG},vision`, LI, 'wu6,wu6@x.org,3,4') }))).toMatchObject([
      {
        code: 'GPULAB2041',
        message: 'student "li4" has no profile, nor has 1 more, and the lab has no default',
        hint: 'name a profile in the row, or give the Lab a defaultProfile: vision, large-models',
        line: 2,
        column: 1,
      },
    ]);
  });

  test('because the site reserves its namespace is told at the uid', () => {
    const students = lab({ roster: roster(ZHANG, ' admin-helm,a@x.org,3,4') });
    expect(findingsOf(students).filter(({ level }) => level === 'error')).toMatchObject([
      { code: 'GPULAB2012', line: 2, column: 2 },
    ]);
    expect(students.students).toHaveLength(1);
  });

  test('because it is wrong in itself is told by the lab, and the others are served', () => {
    const students = lab({ roster: roster(ZHANG, 'LI4,nobody,0,0') });
    expect(findingsOf(students).map(({ code, path, line }) => `${code} ${path} ${line}`)).toEqual([
      'GPULAB2010 students 2',
      'GPULAB2020 students 2',
      'GPULAB2021 students 2',
      'GPULAB2021 students 2',
    ]);
    expect(students.students).toHaveLength(1);
  });

  test('for several reasons tells all of them, also of the profile', () => {
    const students = lab({ profiles, roster: roster('admin-helm,nobody,0,1,vison', 'B_,b@x.org,4,1') });
    const codes = findingsOf(students).filter(({ level }) => level === 'error');
    expect(codes.map(({ code, line }) => `${code} ${line}`)).toEqual([
      'GPULAB2020 1',
      'GPULAB2021 1',
      'GPULAB2010 2',
      'GPULAB2012 1',
      'GPULAB2040 1',
      'GPULAB2041 2',
    ]);
    expect(students.students).toEqual([]);
  });

  test('because its first job cannot be named after digits is told once, with both ways out', () => {
    const students = lab({ profiles: { only: { starter } }, roster: roster('2023010001,a@x.org,3,4') });
    expect(findingsOf(students)).toMatchObject([
      {
        level: 'error',
        code: 'GPULAB2206',
        key: 'uid',
        hint: 'give the starter of profile "only" a deployName that begins with a letter, or the student a uid that does',
      },
    ]);
    const plain = lab({ roster: roster('2023010001,a@x.org,3,4') });
    expect(findingsOf(plain)).toMatchObject([{ level: 'warning', code: 'GPULAB2013' }]);
  });

  test('because its uid is too long for its first job says how long it may be', () => {
    const uid = (length: number) => roster(`${'a'.repeat(length)},a@x.org,3,4`);
    const [finding] = findingsOf(lab({ profiles: { only: { starter } }, roster: uid(43) }));
    expect(finding.hint).toContain('or a uid of at most 42 characters');
    expect(findingsOf(lab({ profiles: { only: { starter } }, roster: uid(42) }))).toEqual([]);
  });

  test('because the names of its first job become too long is told at the row', () => {
    const app = new LabApp();
    const long = 'a'.repeat(60);
    new Lab(app, 'students', { site, profiles: { only: { starter } }, roster: roster(ZHANG, `${long},a@x.org,3,4`) });
    const findings = app.check().filter(({ code }) => code.startsWith('GPULAB2'));
    expect(findings).toMatchObject([
      { code: 'GPULAB2205', path: `students/${long}/starter`, file: 'roster.csv', line: 2, column: 1 },
    ]);
  });
});

describe('a profile that cannot be', () => {
  const findingsWith = (profile: NonNullable<LabProps['profiles']>[string], props: Partial<LabProps> = {}) =>
    findingsOf(lab({ profiles: { vision: profile }, ...props }));

  test('because the default does not exist is told once, and not for each row', () => {
    const students = lab({ profiles: { vision: {}, intro: {} }, defaultProfile: 'introo' });
    expect(findingsOf(students)).toMatchObject([
      { code: 'GPULAB2212', key: 'defaultProfile', hint: 'did you mean "intro"?' },
    ]);
  });

  test('because of its starter is told once and not for each student, and nobody gets the starter', () => {
    const students = lab({ profiles: { vision: { starter: { gpuModel: 'H100', replicas: -1 } } } });
    expect(findingsOf(students).map(({ code, path, key }) => `${code} ${path} ${key}`)).toEqual([
      'GPULAB2202 students profiles.vision.starter.replicas',
      'GPULAB2209 students profiles.vision.starter.gpuModel',
    ]);
    expect(ofKind(students, 'Deployment')).toEqual([]);
    expect(ofKind(students, 'Namespace')).toHaveLength(2);
  });

  test.each<[string, NonNullable<LabProps['profiles']>[string]]>([
    ['GPULAB2203 starter.image', { starter: { image: '' } }],
    ['GPULAB2203 starter.baseName', { starter: { baseName: '' } }],
    ['GPULAB2206 starter.deployName', { starter: { deployName: '1-lab' } }],
    ['GPULAB2205 starter.deployName', { starter: { deployName: 'a'.repeat(59) } }],
    ['GPULAB2205 starter.baseName', { starter: { baseName: 'a'.repeat(50) } }],
    ['GPULAB2218 starter.cpu', { starter: { cpu: '57' } }],
    ['GPULAB2218 starter.memory', { starter: { memory: '501Gi' } }],
    ['GPULAB2218 starter.gpus', { starter: { gpus: 5, gpuModel: 'RTX4090' } }],
    ['GPULAB2218 starter.replicas', { starter: { cpu: '1', replicas: 11 } }],
    ['GPULAB2304 quota', { starter: { scratchSize: '9T' } }],
    ['GPULAB2304 quota', { quota: QuotaProfile.of({ storage: '1T' }), starter: {} }],
    ['GPULAB2201 limits.cpu', { limits: { cpu: '', memory: '1Gi' } }],
    ['GPULAB2203 isolation.ingressCidrs', { isolation: { ingressCidrs: ['10.0.0.0'] } }],
    ['GPULAB2217 isolation.egressCidrs', { isolation: { egressCidrs: '10.0.0.0/8' as never } }],
    ['GPULAB2217 quota', { quota: { gpus: 4 } as never }],
    ['GPULAB2217 starter.command[0]', { starter: { command: [5 as never] } }],
    ['GPULAB2217 starter.image', { starter: { image: null as never } }],
  ])('%s is told once, and by no check of the objects again', (expected, profile) => {
    const app = new LabApp();
    new Lab(app, 'students', { site, roster: roster(ZHANG, LI), profiles: { vision: profile } });
    // Storage classes and roles of the site are not declared as external here.
    const errors = app.check().filter(({ level, code }) => level === 'error' && !code.startsWith('GPULAB13'));
    expect(errors.map(({ code, path, key }) => `${code} ${path} ${key}`)).toEqual([
      expected.replace(' ', ' students profiles.vision.'),
    ]);
  });

  test('because its starter asks for more than the quota has both figures, of all replicas together', () => {
    expect(told(findingsWith({ starter: { cpu: '30', replicas: 2 } }))).toEqual([
      'GPULAB2218 the starter asks for cpu 60 (2 replicas of 30), the quota allows 56',
    ]);
    expect(findingsWith({ starter: { cpu: '28', replicas: 2 } })).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['profiles.vision is missing; an object is wanted', { profiles: { vision: null } }],
    ['profiles is a list; an object is wanted', { profiles: [] }],
    ['site is missing; a Site is wanted', { site: undefined }],
    ['roster is "roster.csv", a string; a Roster is wanted', { roster: 'roster.csv' }],
    ['inventory is an object; an Inventory is wanted', { inventory: {} }],
  ])('in plain JavaScript: %s', (message, props) => {
    expect(told(findingsOf(lab(props as Partial<LabProps>)))).toEqual([`GPULAB2217 ${message}`]);
  });

  test('because of its limits is told with the name of the profile in the key', () => {
    expect(findingsWith({ limits: { cpu: '4', memory: '1Gi', maxCpu: '2' } })).toMatchObject([
      { code: 'GPULAB2216', key: 'profiles.vision.limits.cpu' },
    ]);
  });

  test('because the site does not have its GPU models', () => {
    expect(findingsWith({ gpuModels: ['RTX4090D', 'H100'] })).toMatchObject([
      { code: 'GPULAB2209', key: 'profiles.vision.gpuModels' },
    ]);
  });

  test('because its starter wants a model that it does not allow', () => {
    expect(told(findingsWith({ gpuModels: ['RTX3090'], starter }))).toEqual([
      'GPULAB2213 the starter wants GPU model "RTX4090D", the profile allows RTX3090',
    ]);
  });

  test.each([
    [PodSecurityLevel.RESTRICTED, false],
    [PodSecurityLevel.RESTRICTED, true],
    [PodSecurityLevel.BASELINE, true],
  ])('because admission would refuse every pod of its starter: %s, InfiniBand %s', (enforce, infiniband) => {
    expect(findingsWith({ podSecurity: { enforce }, starter: { infiniband } })).toMatchObject([
      { level: 'error', code: 'GPULAB2214', key: 'profiles.vision.podSecurity.enforce' },
    ]);
  });

  test.each([
    [{ enforce: PodSecurityLevel.BASELINE }, false],
    [{ enforce: PodSecurityLevel.PRIVILEGED }, true],
    [{ warn: PodSecurityLevel.RESTRICTED, audit: PodSecurityLevel.RESTRICTED }, true],
  ])('but not because of %j, InfiniBand %s', (podSecurity, infiniband) => {
    expect(findingsWith({ podSecurity, starter: { infiniband } })).toEqual([]);
  });

  test('because its starter asks for more than its limits allow, also by default', () => {
    const limits = { cpu: '1', memory: '1Gi', maxCpu: '7', maxMemory: '16Gi' };
    expect(told(findingsWith({ limits, starter: {} }))).toEqual([
      'GPULAB2215 the starter asks for cpu 8, limits allow 7 for one container',
    ]);
    expect(findingsWith({ limits, starter: { cpu: '7' } })).toEqual([]);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('because %d is no oversubscription', (factor) => {
    const findings = findingsWith({}, { maxOversubscription: factor, maxStorageOversubscription: factor });
    expect(findings.map(({ code, key }) => `${code} ${key}`)).toEqual([
      'GPULAB2202 maxOversubscription',
      'GPULAB2202 maxStorageOversubscription',
    ]);
  });
});

describe('what is wrong with a source', () => {
  const bad = roster('LI4,li4@x.org,2,3');
  const inventory = Inventory.fromText('apiVersion: gpulab/v1\nhosts: 3\n', 'inventory.yaml');

  test('is told once, although two labs use it', () => {
    const app = new App();
    new Lab(app, 'a', { site, roster: bad, inventory });
    const second = new Lab(app, 'b', { site, roster: bad, inventory });
    expect(findingsOf(second).map(({ code, path }) => `${code} ${path}`)).toEqual(['GPULAB2010 a', 'GPULAB2105 a']);
  });

  test('fails a plain cdk8s App as a validation', () => {
    const app = Testing.app();
    new Lab(app, 'students', { site, roster: bad });
    expect(() => app.synth()).toThrow(/\[students\] error GPULAB2010 uid "LI4".*\n.*roster\.csv:1:1/);
  });

  test('is told once by a LabApp, at the place in the file', () => {
    const app = new LabApp();
    new Lab(app, 'students', { site, roster: bad, inventory });
    expect(app.check()).toMatchObject([
      { code: 'GPULAB2010', file: 'roster.csv', line: 1, column: 1 },
      { code: 'GPULAB2105', file: 'inventory.yaml', line: 2, column: 8 },
    ]);
  });

  test('has no place of its own when it is in the program: then it is the call of the Lab', () => {
    const app = new LabApp();
    new Lab(app, 'students', { site, roster: roster(ZHANG), profiles: { a: { gpuModels: ['H100'] } } });
    expect(app.check().find(({ code }) => code === 'GPULAB2209')).toMatchObject({
      path: 'students',
      file: expect.stringMatching(/lab\.test\.ts$/),
    });
  });
});
