import { execFileSync } from 'node:child_process';
import { Size } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DockerSlice, type DockerSliceProps, GpuSlice } from '../../../../constructs/gpu/hami';
import { IMAGE, refusal } from './support';

const CARD = Size.gibibytes(24);
const docker = (slice: GpuSlice, more: Partial<DockerSliceProps> = {}) =>
  new DockerSlice({
    slice,
    cardMemory: CARD,
    devices: Array.from({ length: slice.cardCount }, (_, i) => String(i)),
    ...more,
  });
const quarter = GpuSlice.percent(25);

/**
 * The parser of HAMi-core as it was observed: the last letter is the unit, the rest is read by strtoul with base 0, and zero is no
 * limit (facts: HAMi-core, 3.1).
 */
function bytesOf(text: string): bigint {
  const unit = { g: 30n, m: 20n, k: 10n }[text.slice(-1).toLowerCase()] ?? 0n;
  const digits = /^\s*(0x[0-9a-f]+|0[0-7]*|[1-9]\d*)/i.exec(text)?.[1] ?? '0';
  const number = /^0[0-7]+$/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits);
  return BigInt.asUintN(64, number << unit);
}

describe('the variables of a slice', () => {
  const slices = fc.record({
    cardMib: fc.integer({ min: 1024, max: 2 ** 20 }),
    cores: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
    part: fc.oneof(
      fc.integer({ min: 256, max: 2 ** 20 }).map((mib) => ({ mib })),
      fc.integer({ min: 1, max: 100 }).map((percent) => ({ percent })),
    ),
  });

  test("pass HAMi-core's own parser, and mean there what they say", () => {
    fc.assert(
      fc.property(slices, ({ cardMib, cores, part }) => {
        const memory = 'mib' in part ? GpuSlice.memory(Size.mebibytes(part.mib)) : GpuSlice.percent(part.percent);
        const slice = cores === undefined ? memory : memory.cores(cores);
        const mib = slice._mibOf(cardMib);
        fc.pre(mib >= 256 && mib <= cardMib);
        const { environment } = docker(slice, { cardMemory: Size.mebibytes(cardMib) });
        const { CUDA_DEVICE_MEMORY_LIMIT: limit, CUDA_DEVICE_SM_LIMIT: share } = environment;
        if (limit === undefined) expect(mib).toBe(cardMib);
        else {
          expect(limit).toMatch(/^[1-9][0-9]*m$/);
          expect(bytesOf(limit)).toBe(BigInt(mib) << 20n);
        }
        if (share === undefined) expect(slice.corePercent ?? Math.floor((100 * mib) / cardMib)).toBe(100);
        else {
          expect(share).toMatch(/^[1-9][0-9]?$/);
          expect(Number(bytesOf(share))).toBe(slice.corePercent ?? Math.max(1, Math.floor((100 * mib) / cardMib)));
        }
      }),
    );
  });

  test('the parser of this test is the one that was observed', () => {
    const seen = {
      '1g': 2 ** 30,
      '3000m': 3145728000,
      '3000': 3000,
      '10Gi': 10,
      '010g': 8 * 2 ** 30,
      '0.5g': 0,
      '08g': 0,
    };
    for (const [text, bytes] of Object.entries(seen)) expect(bytesOf(text), text).toBe(BigInt(bytes));
    expect(bytesOf('17179869184g')).toBe(0n);
  });

  test('whole cards need no library: no variable and no mount', () => {
    const { environment, mounts, devices } = docker(GpuSlice.wholeCards(2));
    expect([environment, mounts, devices]).toEqual([{}, [], ['0', '1']]);
  });

  test('a limit of memory on a card that nobody shares has no limit of compute', () => {
    const { environment } = docker(GpuSlice.memory(Size.gibibytes(8)).cores(100));
    expect(Object.keys(environment)).toEqual(['CUDA_DEVICE_MEMORY_LIMIT', 'LD_PRELOAD', 'CUDA_REDIRECT']);
  });

  test('the smallest share of compute is 1, for HAMi-core takes 0 for no limit', () => {
    const { environment } = docker(GpuSlice.memory(Size.mebibytes(256)), { cardMemory: Size.gibibytes(80) });
    expect(environment.CUDA_DEVICE_SM_LIMIT).toBe('1');
  });
});

describe('the container', () => {
  test('is started by one line', () => {
    expect(docker(quarter.cards(2)).runLine({ image: IMAGE, name: 'lab-1', command: ['sleep', 'infinity'] })).toBe(
      'docker run --detach --name lab-1 --security-opt no-new-privileges --cap-drop ALL --gpus \'"device=0,1"\' ' +
        '--env CUDA_DEVICE_MEMORY_LIMIT=6144m --env CUDA_DEVICE_SM_LIMIT=25 ' +
        '--env LD_PRELOAD=/libvgpu/build/libvgpu.so --env CUDA_REDIRECT=/libvgpu/build/libvgpu.so ' +
        '--mount type=bind,source=/root/HAMi-core/build,target=/libvgpu/build,readonly ' +
        `--mount type=bind,source=/tmp/vgpulock,target=/tmp/vgpulock ${IMAGE} sleep infinity`,
    );
  });

  test('reaches docker word for word, whatever stands in it (a real shell reads the line)', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => !text.includes('\0'));
    const hostile = fc.oneof(
      texts,
      fc.constantFrom("'", '"', '$(id)', '`id`', '\\', '\n', '*', '~', '# x', '', ' ', "a'b"),
    );
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 4 }), hostile, (command, value) => {
        const line = docker(quarter).runLine({ image: IMAGE, command, env: { OWN: value } });
        const script = `docker() { printf '%s\\0' "$@"; }\n${line}`;
        const words = execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
        expect(words).toContain(`OWN=${value}`);
        expect(words.slice(words.length - command.length)).toEqual(command);
        expect(words.slice(0, 2)).toEqual(['run', '--detach']);
        expect(words.slice(6, 8)).toEqual(['--gpus', '"device=0"']);
      }),
      { numRuns: 50 },
    );
  });

  test('is a service of a compose file, where "$" is doubled', () => {
    expect(
      docker(quarter).composeService({ image: IMAGE, name: 'lab', command: ['echo', '$HOME'], env: { A: '$$' } }),
    ).toEqual({
      image: IMAGE,
      container_name: 'lab',
      command: ['echo', '$$HOME'],
      security_opt: ['no-new-privileges'],
      cap_drop: ['ALL'],
      environment: {
        A: '$$$$',
        CUDA_DEVICE_MEMORY_LIMIT: '6144m',
        CUDA_DEVICE_SM_LIMIT: '25',
        LD_PRELOAD: '/libvgpu/build/libvgpu.so',
        CUDA_REDIRECT: '/libvgpu/build/libvgpu.so',
      },
      volumes: [
        { type: 'bind', source: '/root/HAMi-core/build', target: '/libvgpu/build', read_only: true },
        { type: 'bind', source: '/tmp/vgpulock', target: '/tmp/vgpulock' },
      ],
      deploy: {
        resources: { reservations: { devices: [{ driver: 'nvidia', device_ids: ['0'], capabilities: ['gpu'] }] } },
      },
    });
  });

  test('cannot lift its limits by a variable of its own', () => {
    expect(refusal(() => docker(quarter).runLine({ image: IMAGE, env: { LD_PRELOAD: '' } }))).toEqual([
      `GPULAB2705 container "${IMAGE}" sets LD_PRELOAD, which belongs to HAMi`,
    ]);
    expect(
      refusal(() => docker(quarter).composeService({ image: '-v', name: '-x', command: ['\0'], env: { 'A=B': '' } })),
    ).toEqual([
      'GPULAB2203 image "-v" is not a reference to an image',
      'GPULAB2203 name "-x" is not the name of a container',
      'GPULAB2203 command[0] "\\u0000" is not text without NUL',
      'GPULAB2203 env "A=B" is not the name of a variable',
    ]);
  });
});

describe('props that cannot be', () => {
  test.each([
    [GpuSlice.memory(Size.gibibytes(25)), {}, 'GPULAB2730 the slice has 25600 MiB of each card, a card has 24576'],
    [GpuSlice.percent(1), {}, 'GPULAB2730 1 % of 24576 MiB is 245 MiB; a CUDA context alone takes hundreds'],
    [
      quarter,
      { cardMemory: Size.mebibytes(100) },
      'GPULAB2730 cardMemory is 100 MiB: a whole number of at least 256 is wanted',
    ],
    [
      quarter,
      { cardMemory: '24g' },
      'GPULAB2217 cardMemory is "24g", a string; a Size, as Size.gibibytes(24) is wanted',
    ],
    [quarter, { devices: ['0', '1'] }, 'GPULAB2731 the slice has 1 cards, devices names 2'],
    [quarter.cards(2), { devices: ['0', '0'] }, 'GPULAB2204 devices "0" is given twice'],
    [quarter, { devices: ['all'] }, 'GPULAB2203 devices[0] "all" is not an index or a UUID of nvidia-smi'],
    [quarter, { devices: ['00'] }, 'GPULAB2203 devices[0] "00" is not an index or a UUID of nvidia-smi'],
    ...(
      [
        ['build', 'an absolute path is wanted'],
        ['/', 'it is all of the compute node; the folder that HAMi-core was built in is wanted'],
        ['/a/../b', 'a path without ".." is wanted'],
        ['/a,readonly', 'Docker reads a comma as the next option'],
        ['/a\nb', 'a path without quotes and control characters is wanted'],
        [`/${'a'.repeat(500)}`, 'at most 500 characters are wanted'],
      ] as const
    ).map(([hamiCorePath, reason]): [GpuSlice, object, string] => [
      quarter,
      { hamiCorePath },
      `GPULAB2732 hamiCorePath ${JSON.stringify(hamiCorePath).replace('\\n', '\\u000a')} cannot be mounted: ${reason}`,
    ]),
  ])('%s with %j is refused', (slice, more, message) => {
    expect(
      refusal(() => docker(slice, more as Partial<DockerSliceProps>)).map((line) => line.replace('\\n', '\\u000a')),
    ).toEqual([message]);
  });
});
