import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endpointOf, ProbeFailure } from '../../../src/health/probe';

const tcp = (host: string, port: number, useTls = true) => ({ kind: 'tcp', host, port, useTls });
const refusal = (address: string, useTls = true): string => {
  try {
    endpointOf(address, useTls);
  } catch (error) {
    expect(error).toMatchObject({ reason: 'bad-address' });
    return (error as ProbeFailure).detail;
  }
  throw new Error(`"${address}" is taken`);
};

describe('an address is taken', () => {
  test.each([
    ['tcp://10.0.0.7:2376', tcp('10.0.0.7', 2376)],
    ['https://gpu-07.lab:443', tcp('gpu-07.lab', 443)],
    ['TCP://gpu_07:1', tcp('gpu_07', 1)],
    ['gpu-07:65535', tcp('gpu-07', 65_535)],
    ['tcp://[2001:db8::7]:2376', tcp('2001:db8::7', 2376)],
    ['[fe80::7%eth0]:2376', tcp('fe80::7%eth0', 2376)],
    ['tcp://gpu-07.lab.', tcp('gpu-07.lab.', 2376)],
    ['7.gpu', tcp('7.gpu', 2376)],
    ['unix:///var/run/docker.sock', { kind: 'unix', path: '/var/run/docker.sock' }],
  ])('%s', (address, endpoint) => {
    expect(endpointOf(address, true)).toEqual(endpoint);
  });

  test('without TLS http, and the port of plain HTTP', () => {
    expect(endpointOf('http://gpu-07', false)).toEqual(tcp('gpu-07', 2375, false));
    expect(endpointOf('tcp://gpu-07', false)).toEqual(tcp('gpu-07', 2375, false));
  });
});

describe('an address is refused', () => {
  test.each([
    ['tcp://0.0.0.0:2375', /one to listen on/],
    ['tcp://[::]:2376', /one to listen on/],
    ['tcp://[0:0:0:0:0:0:0:0]:2376', /one to listen on/],
    ['tcp://[::ffff:0.0.0.0]:2376', /one to listen on/],
    ['tcp://0:2376', /one to listen on/],
    ['tcp://00.0.0.0:1', /neither a name nor a whole IPv4/],
    ['tcp://127.1:2376', /neither a name nor a whole IPv4/],
    ['tcp://2130706433:2376', /neither a name nor a whole IPv4/],
    ['tcp://0x7f.1:2376', /neither a name nor a whole IPv4/],
    ['tcp://300.1.1.1:2376', /neither a name nor a whole IPv4/],
    ['tcp://:2376', /has no host/],
    ['tcp://', /has no host/],
    [':2376', /has no host/],
    ['tcp://gpu-07:2376/', /something behind the port/],
    ['tcp://gpu-07:2376/v1.41?x#y', /something behind the port/],
    ['tcp://gpu-07?x', /something behind the port/],
    ['tcp://u:p@gpu-07:2376', /holds a user name/],
    ['2001:db8::7', /stands in brackets/],
    ['tcp://[gpu-07]:2376', /something else than an IPv6 address in brackets/],
    ['ssh://gpu-07', /has scheme ssh/],
    ['tcp://gpu 07:1', /no host name/],
    ['tcp://gpu-07\n:1', /no host name/],
    ['tcp://-x-:1', /no host name/],
    [`tcp://${'x'.repeat(64)}:1`, /no host name/],
    [`tcp://${'x'.repeat(500)}:1`, /has 508 characters: at most 500/],
    ['unix://docker.sock', /no absolute path/],
    ['unix:///', /no absolute path/],
  ])('%s', (address, words) => {
    expect(refusal(address)).toMatch(words);
  });

  test('where it contradicts what is said of TLS', () => {
    expect(refusal('http://gpu-07:2375', true)).toMatch(/says http, but the node uses TLS/);
    expect(refusal('https://gpu-07:2376', false)).toMatch(/says https, but the node does not use TLS/);
  });
});

test('any text is taken or refused in printable words, and what is taken has a port in range', () => {
  const parts = fc.constantFrom(
    'tcp://',
    'unix://',
    '[',
    ']',
    ':',
    '/',
    '@',
    '::',
    '0',
    '.',
    'gpu',
    '2376',
    '\u0000',
    ' ',
    '\u202e',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(parts).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(texts, fc.boolean(), (text, useTls) => {
      try {
        const endpoint = endpointOf(text, useTls);
        if (endpoint.kind === 'tcp') expect(endpoint.port >= 1 && endpoint.port <= 65_535).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(ProbeFailure);
        expect((error as ProbeFailure).detail).not.toMatch(/\p{Cc}|\p{Cf}/u);
      }
    }),
    { numRuns: 2000 },
  );
});
