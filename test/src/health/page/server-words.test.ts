import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { translated } from '../../../../src/health/page/server-words';
import { endpointOf } from '../../../../src/health/probe/address';
import { dateProblem, endWarning } from '../../../../src/health/probe/certificate';
import { dockerFacts, dockerWarnings } from '../../../../src/health/probe/docker-answers';
import { certificatesOf, keyOf } from '../../../../src/health/probe/pem';
import { checkAddress } from '../../../../src/health/server/address-policy';
import { createSchema } from '../../../../src/health/server/http/node-schema';
import { namesakeWarning } from '../../../../src/health/server/http/node-words';
import { encrypted } from '../support/certificates';
import { theLab } from '../support/lab';

/** What the checker and the server say in English, held against what the page in Chinese makes of it. */

let inChinese: typeof translated;
beforeAll(async () => {
  vi.stubGlobal('localStorage', { getItem: () => null });
  vi.stubGlobal('navigator', { language: 'zh-CN' });
  inChinese = (await import('../../../../src/health/page/server-words')).translated;
  vi.unstubAllGlobals();
});

const DAY_MS = 86_400_000;
const refusal = (body: () => unknown): string => {
  try {
    body();
  } catch (error) {
    return (error as { detail: string }).detail;
  }
  throw new Error('nothing was refused');
};
/** Chinese, without an English word that says something; names of things stay. */
const isTranslated = (words: string): boolean =>
  /\p{Script=Han}/u.test(words) && !/\b(?:the|is|has|holds|on|and|no|of|expires|expired)\b/.test(words);

describe('in Chinese is', () => {
  test('the warning that a name is there twice', () => {
    expect(inChinese(namesakeWarning(7))).toBe('节点 7 也使用该名称');
  });

  test('every warning of a certificate', async () => {
    const { ca, client } = await theLab();
    const certificate = new X509Certificate(client.cert);
    const now = Date.parse(certificate.validTo);
    const problem = `the client certificate ${dateProblem(certificate, now + 3 * DAY_MS)}`;
    expect(inChinese(problem)).toMatch(/^客户端证书已于 [\d-]+ 过期（3 天前）$/);
    expect(inChinese(`${problem}, and the daemon took it: does it verify clients?`)).toMatch(
      /^客户端证书已于 [\d-]+ 过期（3 天前），但守护进程仍然接受/,
    );
    const authority = new X509Certificate(ca.cert);
    const late = endWarning('the CA certificate CN=lab', authority, Date.parse(authority.validTo) - 5 * DAY_MS)!;
    expect(inChinese(late)).toMatch(/^CA 证书 CN=lab 将在 5 天后到期（[\d-]+）$/);
    const early = dateProblem(certificate, Date.parse(certificate.validFrom) - DAY_MS);
    expect(inChinese(`the daemon's certificate ${early}`)).toMatch(/^服务端证书在 [\d-]+ 之前无效（1 天后生效）$/);
  });

  test('every warning of a daemon, whose own words stay', () => {
    const facts = dockerFacts('1.52', {}, {});
    const said = dockerWarnings(facts, { Warnings: ["WARNING: API is accessible on 'tcp://0.0.0.0:2375'"] });
    expect(said.map(inChinese)).toEqual([
      '没有 nvidia 运行时，也没有 NVIDIA CDI 设备：容器无法使用显卡',
      "守护进程提示：WARNING: API is accessible on 'tcp://0.0.0.0:2375'",
    ]);
  });

  test.each([
    ['x'.repeat(501), false],
    ['unix://', false],
    ['ftp://a', false],
    ['http://a', true],
    ['https://a', false],
    ['me@a:1', false],
    ['a:1/x', false],
    ['::1', false],
    ['[a]:1', false],
    ['tcp://:1', false],
    ['0.0.0.0:1', false],
    ['1.2.3:1', false],
    ['a b:1', false],
    ['a:0', false],
  ])('what is wrong with a Docker address, %#', (address, useTls) => {
    const words = inChinese(refusal(() => endpointOf(address, useTls)));
    expect(words.replace(/".*"/, '')).toSatisfy(isTranslated);
  });

  test.each(['unix:///run/docker.sock', 'tcp://169.254.169.254:2376'])('why nobody dials %s', (address) => {
    expect(inChinese(refusal(() => checkAddress(address, true)))).toSatisfy(isTranslated);
  });

  test('what is wrong with a certificate or a key', async () => {
    const { client } = await theLab();
    const ofCertificate = (text: string) => () => certificatesOf(text, 'client certificate', 'bad-client-cert');
    const quoted = client.cert.replaceAll('\n', '\\n');
    const broken = (what: string) => `-----BEGIN ${what}-----\nAAAA\n-----END ${what}-----\n`;
    for (const body of [
      ofCertificate(client.key),
      ofCertificate('nothing'),
      ofCertificate(quoted),
      ofCertificate(broken('CERTIFICATE')),
      () => keyOf(encrypted(client.key)),
      () => keyOf(client.cert),
      () => keyOf('nothing'),
      () => keyOf(broken('PRIVATE KEY')),
    ]) {
      expect(inChinese(refusal(body))).toSatisfy(isTranslated);
    }
  });

  test('what is wrong with any other field', () => {
    const wrong = { name: ' ', publicIp: '1', privateIp: '::x', region: 'a\nb', cpu: '-1', hamiCore: 'a' };
    const { error } = createSchema.safeParse(wrong);
    expect(error?.issues).toHaveLength(6);
    for (const { message } of error!.issues) expect(inChinese(message)).toSatisfy(isTranslated);
  });
});

test('what nobody has translated stays as it is', () => {
  expect(inChinese('a sentence of tomorrow')).toBe('a sentence of tomorrow');
});
