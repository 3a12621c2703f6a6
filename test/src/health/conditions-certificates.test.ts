import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { encrypted } from './support/certificates';
import { closeServers, https } from './support/docker';
import { failed, of, run } from './support/found';
import { type Lab, mutual, theLab, tlsTarget } from './support/lab';
import { opensslServer } from './support/openssl';

/** Conditions of the table (facts: compute-nodes.md 7), by number, met for real: those of certificates. */

let lab: Lab;
beforeAll(async () => {
  lab = await theLab();
});
afterEach(closeServers);

test('1: good mutual TLS', async () => {
  const { port } = await https(mutual(lab));
  expect(await run(tlsTarget(lab, port))).toMatchObject({
    state: 'connected',
    reason: 'ok',
    detail: 'Docker 20.10.24, API 1.41',
    tls: { protocol: 'TLSv1.3', resumed: false },
    warnings: [],
  });
});

describe("the server's certificate", () => {
  const withServer = async (wanted: Parameters<Lab['ca']['server']>[0], authority = lab.ca) =>
    (await https(mutual(lab, await authority.server(wanted)))).port;

  test('7: expired', async () => {
    const port = await withServer({ from: -30, to: -3 });
    const answer = await run(tlsTarget(lab, port));
    expect(answer).toMatchObject(failed('server-cert-expired', /CN=gpu-07 expired on \d{4}-\d\d-\d\d \(3 days ago\)/));
    expect(answer.tls).toMatchObject({ server: { subject: 'CN=gpu-07', daysLeft: -4 } });
  });

  test('8: not valid yet', async () => {
    const port = await withServer({ from: 5, to: 30 });
    expect(await of(tlsTarget(lab, port))).toEqual(
      failed('server-cert-not-yet-valid', /is not valid before \d{4}-\d\d-\d\d \(in \d days\)/),
    );
  });

  test('9: signed by another authority, or none of ours given', async () => {
    const port = await withServer({}, lab.otherCa);
    expect(await of(tlsTarget(lab, port))).toEqual(failed('unknown-ca', /signed by CN=other CA, which the CA/));
    expect(await of(tlsTarget(lab, port, { ca: null }))).toEqual(failed('unknown-ca', /and no CA is given/));
  });

  test('10: signed by itself', async () => {
    const port = await withServer({ selfSigned: true });
    expect(await of(tlsTarget(lab, port))).toEqual(failed('unknown-ca', /CN=gpu-07 is signed by itself/));
  });

  test('11: for another name, or for none', async () => {
    const named = await withServer({ names: ['gpu-07.lab', '10.0.0.7'] });
    expect(await of(tlsTarget(lab, named))).toEqual(
      failed('hostname-mismatch', /not for 127\.0\.0\.1: it is for DNS:gpu-07\.lab, IP Address:10\.0\.0\.7/),
    );
    const nameless = await withServer({ name: '127.0.0.1', names: [] });
    expect(await of(tlsTarget(lab, nameless))).toEqual(failed('hostname-mismatch', /has no subjectAltName/));
    const other = tlsTarget(lab, named, {}, { serverName: 'gpu-08.lab' });
    expect(await of(other)).toEqual(failed('hostname-mismatch', /not for gpu-08\.lab/));
  });

  test.each(['gpu-07.lab', '10.0.0.7'])('11: a server name that it has, %s, is enough', async (serverName) => {
    const port = await withServer({ names: ['gpu-07.lab', '10.0.0.7'] });
    expect(await of(tlsTarget(lab, port, {}, { serverName }))).toMatchObject({ state: 'connected' });
  });
});

describe('our certificate', () => {
  const ours = () => mutual(lab);
  const TLS12 = { maxVersion: 'TLSv1.2' } as const;

  test.each([
    [
      '12, 14: signed by another authority',
      async () => lab.otherClient,
      /said tlsv1 alert unknown ca|said .*\(alert 48\)/,
    ],
    ['15: expired', () => lab.ca.client({ from: -30, to: -10 }), /\(10 days ago\); the daemon said .*\(alert 45\)/],
    ['12: for servers only', () => lab.ca.client({ usage: 'server' }), /is not for client .* said .*\(alert 43\)/],
  ])('%s, refused with an alert', async (_name, pair, detail) => {
    const { port, end } = await opensslServer(lab);
    try {
      expect(await of(tlsTarget(lab, port, await pair()))).toEqual(failed('client-cert-rejected', detail));
    } finally {
      end();
    }
  });

  test('13: none given, TLS 1.3', async () => {
    const { port } = await https(ours());
    const answer = await run(tlsTarget(lab, port, { cert: null, key: null }));
    expect(answer).toMatchObject(failed('client-cert-required', /certificate required|alert 116/));
  });

  test('16: none given, TLS 1.2', async () => {
    const { port } = await https({ ...ours(), ...TLS12 });
    expect(await of(tlsTarget(lab, port, { cert: null, key: null }))).toEqual(
      failed('client-cert-required', /no client certificate was given/),
    );
  });

  test('17: refused by a peer that just closes, in TLS 1.2 and 1.3', async () => {
    for (const options of [ours(), { ...ours(), ...TLS12 }]) {
      const { port } = await https(options);
      const answer = await of(tlsTarget(lab, port, lab.otherClient));
      expect(answer).toEqual(failed('connection-reset', /which may be how it refuses our certificate|during the TLS/));
    }
  });

  test('15, 17: an expired one is named with its date, also where the peer just closes', async () => {
    const { port } = await https(ours());
    const answer = await run(tlsTarget(lab, port, await lab.ca.client({ from: -30, to: -10 })));
    expect(answer).toMatchObject(
      failed('client-cert-rejected', /the client certificate expired on \d{4}-\d\d-\d\d \(10 days ago\); the daemon/),
    );
    expect(answer.tls?.client).toMatchObject({ subject: 'CN=checker', daysLeft: -11 });
  });

  test('12: one that is for servers only is named', async () => {
    const { port } = await https(ours());
    expect(await of(tlsTarget(lab, port, await lab.ca.client({ usage: 'server' })))).toEqual(
      failed('client-cert-rejected', /is not for client authentication \(extendedKeyUsage\)/),
    );
  });

  test('is looked at where the daemon is not there, too', async () => {
    const { port } = await https(ours());
    await closeServers();
    const answer = await run(tlsTarget(lab, port, await lab.ca.client({ from: -30, to: -10 })));
    expect(answer).toMatchObject(failed('connection-refused'));
    expect(answer.warnings).toEqual([expect.stringMatching(/^the client certificate expired on/)]);
  });

  test('an expired one that is taken raises a doubt', async () => {
    const { port } = await https(lab.server);
    const answer = await run(tlsTarget(lab, port, await lab.ca.client({ from: -30, to: -10 })));
    expect(answer.state).toBe('connected');
    expect(answer.warnings).toEqual([
      expect.stringMatching(/expired on .* the daemon took it: does it verify clients\?/),
    ]);
  });

  test.each([
    ['29: a garbage key', { key: 'garbage' }, 'bad-client-key', /holds no private key/],
    ['29: a key that is PEM, but no key', { key: pem('PRIVATE KEY') }, 'bad-client-key', /but no key in it/],
    ['30: a garbage certificate', { cert: 'garbage' }, 'bad-client-cert', /holds no certificate/],
    ['30: a certificate that is PEM only', { cert: pem('CERTIFICATE') }, 'bad-client-cert', /but no certificate in it/],
    ['a garbage authority', { ca: 'garbage' }, 'bad-ca', /the CA certificate holds no certificate/],
    ['an authority that is PEM only', { ca: pem('CERTIFICATE') }, 'bad-ca', /but no certificate in it/],
  ])('%s', async (_name, material, reason, detail) => {
    const { port, connections } = await https(ours());
    expect(await of(tlsTarget(lab, port, material))).toEqual(failed(reason, detail));
    expect(connections()).toBe(0);
  });

  test('30, 31, 32: swapped, of another certificate, encrypted', async () => {
    const { port, connections } = await https(ours());
    const { cert, key } = lab.client;
    expect(await of(tlsTarget(lab, port, { cert: key, key: cert }))).toEqual(
      failed('bad-client-cert', /may be swapped/),
    );
    expect(await of(tlsTarget(lab, port, { key: lab.otherClient.key }))).toEqual(
      failed('key-mismatch', /is not that of/),
    );
    expect(await of(tlsTarget(lab, port, { key: encrypted(key) }))).toEqual(failed('bad-client-key', /is encrypted/));
    expect(connections()).toBe(0);
  });

  test('line ends that are two characters are seen', async () => {
    const quoted = lab.ca.cert.replaceAll('\n', '\\n');
    expect(await of(tlsTarget(lab, 1, { ca: quoted }))).toEqual(
      failed('bad-ca', /its line ends are the two characters/),
    );
  });

  test('line ends of Windows, and text before the first line, are good', async () => {
    const { port } = await https(ours());
    const material = { ca: `subject=lab CA\r\n${lab.ca.cert.replaceAll('\n', '\r\n')}`, cert: `x\n${lab.client.cert}` };
    expect(await of(tlsTarget(lab, port, material))).toMatchObject({ state: 'connected' });
  });
});

function pem(kind: string): string {
  return `-----BEGIN ${kind}-----\n${Buffer.from('no such thing').toString('base64')}\n-----END ${kind}-----\n`;
}
