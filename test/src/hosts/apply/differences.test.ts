import { describe, expect, test } from 'vitest';
import { changeText } from '../../../../src/hosts/apply/change';
import { differences } from '../../../../src/hosts/apply/differences';
import type { ObservedHost, ObservedPath, ObservedUnit } from '../../../../src/hosts/apply/observed-host';
import type { WantedHost } from '../../../../src/hosts/apply/wanted-host';
import { EMPTY, right, type TestHost, wanted } from '../support/host';

const DAEMON_JSON = '/etc/docker/daemon.json';
const DROP_IN = '/etc/systemd/system/docker.service.d/gpulab.conf';
const DOCKER = 'docker.service';

const HOST: TestHost = {
  packages: ['docker.io'],
  modules: ['br_netfilter'],
  sysctls: { 'net.ipv4.ip_forward': '1' },
  swap: false,
  directories: [{ path: '/etc/docker', mode: '0755', owner: 'root', group: 'root' }],
  files: [
    { path: DAEMON_JSON, text: '{}', restart: [DOCKER] },
    { path: DROP_IN, text: '[Service]', restart: [DOCKER] },
  ],
  absent: ['/etc/old.conf'],
  units: [{ name: DOCKER, enabled: true, running: true }],
};

const host = wanted(HOST);
const texts = (wantedHost: WantedHost, observed: ObservedHost) => differences(wantedHost, observed).map(changeText);
const withPath = (path: string, more: Partial<ObservedPath>): ObservedHost => {
  const observed = right(host);
  return { ...observed, paths: new Map([...observed.paths, [path, { ...observed.paths.get(path)!, ...more }]]) };
};
const withUnit = (more: Partial<ObservedUnit>): ObservedHost => {
  const observed = right(host);
  return { ...observed, units: new Map([[DOCKER, { ...observed.units.get(DOCKER)!, ...more }]]) };
};

test('a machine that has all of it gets nothing done', () => {
  expect(differences(host, right(host))).toEqual([]);
});

test('a machine with nothing gets all of it, in the order in which it can be done', () => {
  expect(texts(host, EMPTY)).toEqual([
    'package docker.io: is not installed',
    'module br_netfilter: is not loaded',
    'directory /etc/docker: is not there',
    'file /etc/modules-load.d/50-gpulab.conf: is not there',
    'file /etc/sysctl.d/50-gpulab.conf: is not there',
    `file ${DAEMON_JSON}: is not there`,
    `file ${DROP_IN}: is not there`,
    'sysctl net.ipv4.ip_forward: is not known to the kernel yet',
    'swap: would be on after a start',
    `daemon-reload: ${DROP_IN} changed`,
    'enable docker.service: is not there',
    // Installing the package may have started it without our files.
    `restart docker.service: ${DAEMON_JSON} changed`,
  ]);
});

describe('files', () => {
  test('another text restarts the units that read it', () => {
    expect(texts(host, withPath(DAEMON_JSON, { digest: 'another' }))).toEqual([
      `file ${DAEMON_JSON}: has another text`,
      `restart docker.service: ${DAEMON_JSON} changed`,
    ]);
  });

  test('another mode or owner is mended, and restarts nothing', () => {
    expect(texts(host, withPath(DAEMON_JSON, { mode: '0666', owner: 'nobody' }))).toEqual([
      `rights ${DAEMON_JSON}: is of mode 0666, not 0644, is of owner nobody, not root`,
    ]);
  });

  test('a link is replaced by the file: whoever made it could change the text', () => {
    expect(texts(host, withPath(DAEMON_JSON, { kind: 'link' }))[0]).toBe(`file ${DAEMON_JSON}: is a link, not a file`);
  });

  test('of a unit: systemd reads them anew, once, before anything is restarted', () => {
    expect(texts(host, withPath(DROP_IN, { digest: 'another' }))).toEqual([
      `file ${DROP_IN}: has another text`,
      `daemon-reload: ${DROP_IN} changed`,
      `restart docker.service: ${DROP_IN} changed`,
    ]);
  });

  test('that shall not be there are removed', () => {
    const observed = right(host);
    const paths = new Map([...observed.paths, ['/etc/old.conf', observed.paths.get(DAEMON_JSON)!]]);
    expect(texts(host, { ...observed, paths })).toEqual(['absent /etc/old.conf: is there']);
  });
});

describe('units', () => {
  test.each([
    ['is stopped', { active: 'inactive' }, ['start docker.service: is inactive']],
    ['has failed', { active: 'failed' }, ['start docker.service: is failed']],
    ['is not enabled', { file: 'disabled' }, ['enable docker.service: is disabled']],
    ['has no part to enable', { file: 'static' }, []],
    ['is newer on disk', { isStale: true }, ['daemon-reload: docker.service changed']],
  ])('one that %s', (_name, found, changes) => {
    expect(texts(host, withUnit(found))).toEqual(changes);
  });

  const reloaded = (active: string) => {
    const nginx = wanted({ files: [{ path: '/etc/nginx/nginx.conf', text: 'new', reload: ['nginx.service'] }] });
    const unit = { load: 'loaded', active, file: 'enabled', isStale: false };
    return texts(nginx, { ...EMPTY, units: new Map([['nginx.service', unit]]) }).slice(1);
  };
  test('one that only has to read a file is reloaded', () => {
    expect(reloaded('active')).toEqual(['reload nginx.service: /etc/nginx/nginx.conf changed']);
  });
  test('one that nobody wants to run is not started by a file', () => expect(reloaded('inactive')).toEqual([]));

  test('one that shall not run is stopped and disabled, and not restarted', () => {
    const off = wanted({ ...HOST, units: [{ name: DOCKER, enabled: false, running: false }] });
    expect(texts(off, withPath(DAEMON_JSON, { digest: 'another' })).slice(1)).toEqual([
      'disable docker.service: is enabled',
      'stop docker.service: runs',
    ]);
  });

  test('a restart that was cut off is made, though the file is right', () => {
    expect(texts(host, { ...right(host), pending: ['daemon-reload', `restart ${DOCKER}`] })).toEqual([
      'daemon-reload: was cut off',
      'restart docker.service: a restart was cut off',
    ]);
  });
});

describe('the kernel', () => {
  test('a parameter with several values is the same, however it is aligned', () => {
    const list = wanted({ sysctls: { 'net.ipv4.ip_local_port_range': '32768  60999' } });
    const observed = { ...right(list), sysctls: new Map([['net.ipv4.ip_local_port_range', '32768 60999']]) };
    expect(texts(list, observed)).toEqual([]);
  });

  test('a parameter that somebody set otherwise is set again, though its file is right', () => {
    const observed = { ...right(host), sysctls: new Map([['net.ipv4.ip_forward', '0']]) };
    expect(texts(host, observed)).toEqual(['sysctl net.ipv4.ip_forward: is 0, not 1']);
  });

  test('swap that is on is switched off', () => {
    const observed = { ...right(host), swap: { isOn: true, isMasked: true } };
    expect(texts(host, observed)).toEqual(['swap: is on', 'daemon-reload: /etc/systemd/system/swap.target changed']);
  });
});
