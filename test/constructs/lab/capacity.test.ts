import { App, Testing } from 'cdk8s';
import { LabApp, LabChart } from 'cdk8s-gpulab';
import { describe, expect, test } from 'vitest';
import { Inventory } from '../../../constructs/inventory';
import {
  Lab,
  type LabProps,
  QuotaProfile,
  Roster,
  StorageClaim,
  StudentWorkload,
  type StudentWorkloadOptions,
} from '../../../constructs/lab';
import { findingsOf, lateFindingsOf, plainSite, site, summaryOf, told } from './campus';

/** This many students of each profile. */
function rosterOf(sizes: { [profile: string]: number }): Roster {
  let number = 0;
  const rows = Object.entries(sizes).flatMap(([profile, size]) =>
    Array.from({ length: size }, () => {
      number++;
      return `s${number},s${number}@x.org,${number},500,${profile}`;
    }),
  );
  return Roster.fromText(rows.join('\n'), 'roster.csv');
}

const inventory = Inventory.fromText(
  `apiVersion: gpulab/v1
hosts:
- {name: d, count: 20, cpu: 128, memory: 1Ti, gpus: [{model: RTX4090D, count: 8}]}
- {name: a, count: 16, cpu: 64, memory: 512Gi, gpus: [{model: RTX4090, count: 8}]}
- {name: b, count: 14, cpu: 64, memory: 256Gi, gpus: [{model: RTX3090, count: 8}]}
- {name: other, gpus: [{model: A100, count: 8}]}
pools:
- {storageClass: nfs-users, size: 500T}
- {storageClass: kadalu.gfs-nvme-share, size: 240Ti}
`,
  'inventory.yaml',
);

const lab = (sizes: { [profile: string]: number }, props: Partial<LabProps> = {}): Lab =>
  new Lab(new App(), 'students', { site, inventory, roster: rosterOf(sizes), profiles: { all: {} }, ...props });

const gpus = (count: number): QuotaProfile => QuotaProfile.student({ gpus: count });

describe('the report', () => {
  test('has the claims of a student against the quota', () => {
    expect(summaryOf(lab({ all: 1 }))['claims of a student (all)']).toBe('23T of 40T, 17T left for scratch');
  });

  test('has GPUs promised against the cards of the site, and not of other machines', () => {
    expect(summaryOf(lab({ all: 240 }))['GPUs promised']).toBe('960 of 400 (2.40 x)');
  });

  test('counts cards of a model alone where a profile names models', () => {
    const profiles = {
      large: { quota: gpus(4), gpuModels: ['RTX4090D'] },
      vision: { quota: gpus(2), gpuModels: ['RTX4090', 'RTX3090'] },
      old: { quota: gpus(1), gpuModels: ['RTX3090'] },
      intro: { quota: gpus(1) },
    };
    const lines = summaryOf(lab({ large: 80, vision: 90, old: 10, intro: 70 }, { profiles }));
    expect(lines).toMatchObject({
      'GPUs promised': '580 of 400 (1.45 x)',
      'GPUs promised on RTX4090D': '320 of 160 (2.00 x)',
      'GPUs promised on RTX4090, RTX3090': '190 of 240 (0.79 x)',
      'GPUs promised on RTX3090': '10 of 112 (0.09 x)',
    });
  });

  test('has claims against pools, also those of first jobs', () => {
    const lines = summaryOf(lab({ all: 240 }, { profiles: { all: { starter: { scratchSize: '500G' } } } }));
    expect(lines).toMatchObject({
      'storage promised of nfs-users': '480T of 500T (0.96 x)',
      'storage promised of kadalu.gfs-nvme-share': '~218.27Ti of 240Ti (0.91 x)',
      'storage promised of kadalu.gfs-sata-share': '2.4P (no pool in the inventory)',
      'storage promised of rancher-local-path': '240T (no pool in the inventory)',
    });
  });

  test('adds up without an inventory, and compares with nothing', () => {
    expect(summaryOf(lab({ all: 240 }, { inventory: undefined }))).toEqual({
      students: '240',
      'GPUs promised': '960',
      'claims of a student (all)': '23T of 40T, 17T left for scratch',
    });
  });

  test('adds up two labs on the same machines', () => {
    const app = new App();
    new Lab(app, 'a', { site, inventory, roster: rosterOf({ all: 100 }), profiles: { all: {} } });
    const second = new Lab(app, 'b', { site, inventory, roster: rosterOf({ all: 100 }), profiles: { all: {} } });
    expect(summaryOf(second)['GPUs promised']).toBe('800 of 400 (2.00 x)');
  });

  test('has no ratio where there is nothing to divide by', () => {
    const empty = Inventory.fromText('apiVersion: gpulab/v1\nhosts: []\n', 'inventory.yaml');
    expect(summaryOf(lab({ all: 1 }, { inventory: empty }))['GPUs promised']).toBe('4 of 0');
  });
});

describe('promises', () => {
  test('beyond the cards are no error as long as no limit is given', () => {
    expect(lateFindingsOf(lab({ all: 240 }))).toEqual([]);
  });

  test('up to the limit are none, and beyond it they are one', () => {
    expect(lateFindingsOf(lab({ all: 240 }, { maxOversubscription: 2.4 }))).toEqual([]);
    expect(lateFindingsOf(lab({ all: 241 }, { maxOversubscription: 2.4 }))).toMatchObject([
      {
        level: 'error',
        code: 'GPULAB2301',
        path: 'students',
        message: '964 GPUs are promised, the inventory has 400: 2.41 times, 2.4 times are allowed',
      },
    ]);
  });

  test('on one model are held against that model alone', () => {
    const profiles = { large: { gpuModels: ['RTX4090D'] }, intro: { quota: gpus(0) } };
    expect(told(lateFindingsOf(lab({ large: 41, intro: 99 }, { profiles, maxOversubscription: 1 })))).toEqual([
      'GPULAB2301 164 GPUs are promised on RTX4090D, the inventory has 160: 1.02 times, 1 times are allowed',
    ]);
  });

  test('on a model that is not there are a warning, and with a limit an error', () => {
    const none = Inventory.fromText('apiVersion: gpulab/v1\nhosts: [{name: a, gpus: [{model: RTX3090}]}]\n', 'i.yaml');
    const profiles = { all: { gpuModels: ['RTX4090D', 'RTX3090'] } };
    expect(lateFindingsOf(lab({ all: 1 }, { profiles, inventory: none }))).toMatchObject([
      { level: 'warning', code: 'GPULAB2303', key: 'profiles.all.gpuModels', hint: 'known: RTX3090' },
    ]);
    const nothing = Inventory.fromText('apiVersion: gpulab/v1\nhosts: []\n', 'i.yaml');
    const findings = lateFindingsOf(lab({ all: 1 }, { inventory: nothing, maxOversubscription: 9 }));
    expect(told(findings)).toEqual(['GPULAB2301 4 GPUs are promised, the inventory has 0, 9 times are allowed']);
  });

  test('without a ceiling are a warning', () => {
    const profiles = { all: { quota: QuotaProfile.of({ cpu: '8' }) } };
    expect(lateFindingsOf(lab({ all: 3 }, { profiles }))).toMatchObject([
      { level: 'warning', code: 'GPULAB2302', key: 'profiles.all.quota' },
    ]);
  });

  test('of storage are held against the pools by a limit of their own', () => {
    expect(lateFindingsOf(lab({ all: 250 }, { maxStorageOversubscription: 1 }))).toEqual([]);
    expect(told(lateFindingsOf(lab({ all: 251 }, { maxStorageOversubscription: 1 })))).toEqual([
      'GPULAB2305 502T of "nfs-users" are promised, its pools have 500T: 1.004 times, 1 times are allowed',
    ]);
  });

  test('of more storage than the quota allows are an error', () => {
    const quota = QuotaProfile.student({ storage: '23T' });
    expect(findingsOf(lab({ all: 1 }, { profiles: { all: { quota } } }))).toEqual([]);
    expect(told(findingsOf(lab({ all: 1 }, { profiles: { all: { quota, starter: {} } } })))).toEqual([
      'GPULAB2304 claims of a student ask for ~23.21T (23T long-term and 200Gi scratch), the quota allows 23T',
    ]);
    const small = QuotaProfile.student({ storage: '22999G' });
    const tight = lab({ all: 1 }, { inventory: undefined, profiles: { all: { quota: small, starter: {} } } });
    expect(told(findingsOf(tight))).toEqual(['GPULAB2304 claims of a student ask for 23T, the quota allows 22999G']);
  });
});

describe('a single request', () => {
  const asks = (options: StudentWorkloadOptions, where = site): string[] => {
    const students = lab({ all: 1 });
    new StudentWorkload(students.chartOf('s1')!, 'job', { site: where, namespace: 's1', baseName: 'x', ...options });
    expect(findingsOf(students)).toEqual([]);
    return lateFindingsOf(students).map(({ code, level, path, key, message }) => {
      expect(path).toBe('students/s1/job');
      return `${level} ${code} ${key}: ${message}`;
    });
  };

  test('that just fits is none', () => {
    expect(asks({ gpuModel: 'RTX4090D', gpus: 8, cpu: '128', memory: '1Ti' })).toEqual([]);
    expect(asks({ cpu: '64', memory: '1Ti' })).toEqual([]);
  });

  test('of more GPUs than one node has is an error', () => {
    expect(asks({ gpuModel: 'RTX3090', gpus: 9 })).toEqual([
      'error GPULAB2307 gpus: asks for 9 x RTX3090 on one node, the largest host has 8',
    ]);
  });

  test('of more cores or memory than the nodes of its model have is an error', () => {
    expect(asks({ gpuModel: 'RTX3090', cpu: '65', memory: '300Gi' })).toEqual([
      'error GPULAB2308 cpu: asks for cpu 65, the largest host with RTX3090 has 64',
      'error GPULAB2308 memory: asks for memory 300Gi, the largest host with RTX3090 has 256Gi',
    ]);
  });

  test('on any node is not judged while one host does not say what it has', () => {
    expect(asks({ cpu: '4000', memory: '1P' })).toEqual([]);
  });

  test('that no one node meets in all parts is an error', () => {
    const students = lab(
      { all: 1 },
      {
        inventory: Inventory.fromText(
          'apiVersion: gpulab/v1\nhosts: [{name: a, cpu: 8, memory: 1Ti}, {name: b, cpu: 128, memory: 8Gi}]\n',
          'inventory.yaml',
        ),
      },
    );
    new StudentWorkload(students.chartOf('s1')!, 'job', {
      site,
      namespace: 's1',
      baseName: 'x',
      cpu: '9',
      memory: '9Gi',
    });
    expect(told(lateFindingsOf(students))).toEqual([
      'GPULAB2308 asks for 0 GPUs, cpu 9 and memory 9Gi together, which no single host has',
    ]);
  });

  test('of a model that no host has is an error', () => {
    const students = lab(
      { all: 1 },
      { inventory: Inventory.fromText('apiVersion: gpulab/v1\nhosts: [{name: a}]\n', 'i.yaml') },
    );
    new StudentWorkload(students.chartOf('s1')!, 'job', { site, namespace: 's1', baseName: 'x', gpuModel: 'RTX3090' });
    expect(told(lateFindingsOf(students))).toEqual(['GPULAB2306 no host of the inventory has GPU model "RTX3090"']);
  });

  test('of replicas that share scratch is a warning when one node has no room for all', () => {
    const job = { gpuModel: 'RTX4090D', gpus: 4 };
    expect(asks({ ...job, replicas: 2 })).toEqual([]);
    expect(asks({ ...job, replicas: 3 })).toEqual([
      'warning GPULAB2309 replicas: 3 replicas share scratch claims and so run on one node, but no host has room for all of them',
    ]);
    expect(asks({ ...job, replicas: 3 }, plainSite)).toEqual([]);
  });

  test('of a profile is told once, at the profile', () => {
    const profiles = { all: { quota: gpus(9), starter: { gpuModel: 'RTX4090', gpus: 9 } } };
    expect(lateFindingsOf(lab({ all: 5 }, { profiles }))).toMatchObject([
      { code: 'GPULAB2307', path: 'students', key: 'profiles.all.starter.gpus' },
    ]);
  });

  test('in a tree without an inventory is not judged', () => {
    const job = new StudentWorkload(new LabChart(new App(), 'c'), 'job', {
      site,
      namespace: 'wang',
      baseName: 'x',
      gpuModel: 'RTX4090',
      gpus: 99,
    });
    expect(lateFindingsOf(job)).toEqual([]);
  });
});

describe('a pool', () => {
  const withPools = (pools: string): Inventory =>
    Inventory.fromText(`apiVersion: gpulab/v1\nhosts: []\npools:\n${pools}`, 'inventory.yaml');

  test('that no claim uses is a warning at its line, with the class that was meant', () => {
    const misspelt = withPools(
      '- {storageClass: rancher-local-path, size: 1T}\n- {size: 1P, storageClass: nfs-user}\n',
    );
    expect(lateFindingsOf(lab({ all: 1 }, { inventory: misspelt }))).toMatchObject([
      {
        level: 'warning',
        code: 'GPULAB2310',
        message: 'no claim of the lab uses storage class "nfs-user"',
        hint: 'did you mean "nfs-users"?',
        file: 'inventory.yaml',
        line: 5,
        column: 28,
      },
    ]);
  });

  test('that a claim beside those of the site uses is none', () => {
    const students = lab({ all: 1 }, { inventory: withPools('- {storageClass: data-sets, size: 1T}\n') });
    expect(lateFindingsOf(students)).toHaveLength(1);
    const claim = { namespace: 's1', name: 'data', storageClass: 'data-sets', size: '1T' };
    new StorageClaim(students.chartOf('s1')!, 'data', claim);
    expect(lateFindingsOf(students)).toEqual([]);
  });
});

describe('what has an error itself', () => {
  const tight = { maxOversubscription: 0.1, maxStorageOversubscription: 0.1 };
  const profiles = { all: { quota: QuotaProfile.of({ cpu: '99' }), gpuModels: ['RTX3090'], starter: {} } };

  test.each([
    ['a host without a name', 'apiVersion: gpulab/v1\nhosts: [{gpus: [{model: RTX3090}]}]\n'],
    ['an amount that is text', 'apiVersion: gpulab/v1\nhosts: [{name: a, gpus: [{model: RTX3090, count: "20"}]}]\n'],
    ['nothing in it', ''],
  ])('is compared with nothing: an inventory with %s', (_, text) => {
    const broken = Inventory.fromText(text, 'inventory.yaml');
    const students = lab({ all: 9 }, { ...tight, profiles, inventory: broken });
    expect(findingsOf(students)).toHaveLength(1);
    expect(lateFindingsOf(students).map(({ code }) => code)).toEqual(['GPULAB2302']);
    expect(summaryOf(students)['GPUs promised']).toBe('0');
  });

  test.each([-1, 0, '1' as never])('is compared with nothing: the limit %j', (limit) => {
    const limits = { maxOversubscription: limit, maxStorageOversubscription: limit };
    const students = lab({ all: 999 }, limits);
    expect(findingsOf(students)).toHaveLength(2);
    expect(lateFindingsOf(students)).toEqual([]);
  });
});

describe('findings about the finished tree', () => {
  const props = { site, inventory, roster: rosterOf({ all: 500 }), profiles: { all: {} }, maxOversubscription: 1 };

  test('fail a plain cdk8s App', () => {
    const app = Testing.app();
    new Lab(app, 'students', props);
    expect(() => app.synth()).toThrow(/GPULAB2301/);
  });

  test('do not fail a plain cdk8s App as long as they are warnings', () => {
    const app = Testing.app();
    const noCeiling = { all: { quota: QuotaProfile.of({ cpu: '8' }) } };
    const students = new Lab(app, 'students', { ...props, profiles: noCeiling, maxOversubscription: undefined });
    expect(told(lateFindingsOf(students)).map((text) => text.slice(0, 10))).toEqual(['GPULAB2302']);
    expect(students.node.validate()).toEqual([]);
  });

  test('are told once by a LabApp', () => {
    const app = new LabApp();
    new Lab(app, 'students', props);
    expect(app.check().filter(({ code }) => code === 'GPULAB2301')).toHaveLength(1);
  });
});
