import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { stateOf } from '../../../../constructs/core/private/state';
import { HostRuntime, ProviderVersion, RegistryAccess } from '../../../../constructs/provider';
import { Authority } from '../../../src/health/support/certificates';
import { folderOfTests } from '../../../support/folder';
import { outputOf } from '../../hosts/support';
import { hosts, THREE } from './support';

const insecure = { hosts: THREE, registry: RegistryAccess.insecure({ host: 'gpu-1' }) };
const stepsOf = (...args: Parameters<typeof hosts>) => stateOf(hosts(...args).hosts).commands;
const scriptOf = (name: string, ...args: Parameters<typeof hosts>) =>
  stepsOf(...args)
    .find((step) => step.name === name)!
    .script.join('\n');

describe('the installation', () => {
  test('begins with what must be there, and ends with a look at what runs', () => {
    expect(stepsOf().map(({ phase, name }) => `${phase} ${name}`)).toEqual([
      'after kubeconfig',
      'before provider-prerequisites',
      'before provider-control-plane',
      'after provider-start',
      'after provider-probe',
    ]);
    expect(stepsOf(insecure).map(({ name }) => name)).toContain('provider-nodes');
  });

  test('is a script that bash can read', () => {
    const { status, stderr } = spawnSync('bash', ['-n'], {
      input: outputOf(hosts(insecure).app)['install.sh'],
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  });

  test('is for the cluster that it makes, whatever the shell of root is for: every step, those of Helm too', () => {
    const { 'install.sh': script, 'INSTALL.md': document } = outputOf(hosts().app);
    const line = '\nexport KUBECONFIG=/etc/kubernetes/admin.conf\n';
    expect(script.indexOf(line)).toBeGreaterThan(0);
    expect(script.indexOf(line)).toBeLessThan(script.indexOf('if begin'));
    expect(document).toContain(line);
  });

  test('asks each part where it is', () => {
    expect(scriptOf('provider-probe')).toBe(
      'gpulab probe provider --domain example.com --ingress http://10.0.0.1:30080 --api https://log.example.com:8085 --address 10.0.0.1 --redis 127.0.0.1:6379 --kubeconfig /etc/kubernetes/admin.conf',
    );
    expect(scriptOf('provider-probe', insecure, { version: ProviderVersion.V1_1_5 })).toBe(
      'gpulab probe provider --domain example.com --ingress http://10.0.0.1:30080 --api https://log.example.com:8085 --address 10.0.0.1 --registry http://10.0.0.2:5000 --kubeconfig /etc/kubernetes/admin.conf',
    );
  });
});

describe('scripts of steps', () => {
  const folder = folderOfTests();
  const bin = join(folder, 'bin');
  beforeAll(() => mkdirSync(bin));

  /** Stands for a program of the machine, and writes down how it was called. */
  function program(name: string, script: string): void {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const run = (script: string) =>
    spawnSync('bash', ['-c', `set -euo pipefail\n${script}`], {
      env: { PATH: `${bin}:${process.env.PATH}` },
      // With a socket for its input bash takes itself for a remote shell, and reads files of its user.
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    });

  test('tell all that is missing, and look at the name and the end of the certificate', async () => {
    const authority = await Authority.create();
    const certificateFile = join(folder, 'cert.pem');
    const { DomainCertificate } = await import('../../../../constructs/provider');
    const certificate = DomainCertificate.onHost({ certificateFile, keyFile: join(folder, 'key.pem') });
    const script = scriptOf('provider-prerequisites', { certificate }).replaceAll('/usr/local/bin/', '');
    for (const tool of ['kubeadm', 'kubectl', 'kubelet', 'docker', 'nginx', 'cri-dockerd', 'helm', 'gpulab'])
      program(tool, '');
    program('getent', '[ "$2" = gpulab-check.example.com ] && echo "$ADDRESS STREAM"');
    const check = (address: string) => {
      const { status, stderr } = run(`export ADDRESS=${address}\n${script}`);
      return { status, told: stderr.split('\n').filter((line) => / is not | leads | is there/.test(line)) };
    };
    const missing = 'computing-provider is not installed';
    // They may be on the PATH of the test, too.
    expect(script).toMatch(/^for tool in .* helm gpulab cri-dockerd; do$/m);
    expect(check('192.0.2.1')).toEqual({
      status: 1,
      told: [
        missing,
        '*.example.com leads to 192.0.2.1, not to 203.0.113.7',
        `${certificateFile} is not there, or ends within 14 days`,
      ],
    });
    // getent finds nothing.
    program('getent', 'exit 2');
    expect(check('').told).toContain('*.example.com leads to nowhere, not to 203.0.113.7');
    program('getent', '[ "$2" = gpulab-check.example.com ] && echo "$ADDRESS STREAM"');
    program('computing-provider', '');
    const write = async (names: string[], to: number) =>
      writeFileSync(certificateFile, (await authority.server({ names, to })).cert);
    await write(['*.example.com'], 10);
    expect(check('203.0.113.7').told).toEqual([`${certificateFile} is not there, or ends within 14 days`]);
    await write(['example.com'], 90);
    expect(check('203.0.113.7').told).toEqual([`${certificateFile} is not for *.example.com`]);
    await write(['*.example.com'], 90);
    expect(check('203.0.113.7')).toEqual({ status: 0, told: [] });
  });

  test('leave a kubeconfig of root alone, and say what to do when kubeadm has failed half-way', () => {
    const home = join(folder, 'home');
    mkdirSync(join(home, '.kube'), { recursive: true });
    writeFileSync(join(home, '.kube/config'), 'of another cluster');
    program('kubectl', '[ "$2" = node ]');
    program('kubeadm', '');
    const script = `HOME=${home}\n${scriptOf('provider-control-plane')}`;
    expect(run(script)).toMatchObject({ status: 0 });
    expect(readFileSync(join(home, '.kube/config'), 'utf8')).toBe('of another cluster');
    program('kubeadm', 'exit 1');
    expect(run(script)).toMatchObject({ status: 1, stderr: expect.stringContaining('kubeadm reset takes it away') });
  });

  test('hand the token of a node on by its input, and leave nodes alone that are there', () => {
    const log = join(folder, 'log');
    program('kubectl', '[ "$3" = gpu-1 ]');
    program(
      'kubeadm',
      'echo "kubeadm join 10.0.0.1:6443 --token abcdef.0123456789abcdef --discovery-token-ca-cert-hash sha256:12"',
    );
    program('ssh', `{ echo "$@"; cat; } >>${log}`);
    const script = scriptOf('provider-nodes', { ...insecure, runtime: HostRuntime.containerd() });
    expect(run(script)).toMatchObject({ status: 0, stdout: '', stderr: '' });
    const stdout = readFileSync(log, 'utf8');
    expect(stdout).toMatch(/^-o BatchMode=yes -- root@10\.0\.0\.3 umask 077; /);
    expect(stdout).not.toContain('root@10.0.0.2');
    expect(stdout.split('\n').slice(1).join('\n')).toBe(
      `apiVersion: kubeadm.k8s.io/v1beta3
kind: JoinConfiguration
discovery: {bootstrapToken: {token: abcdef.0123456789abcdef, apiServerEndpoint: "10.0.0.1:6443", caCertHashes: ["sha256:12"]}}
nodeRegistration: {name: gpu-2, criSocket: "unix:///run/containerd/containerd.sock", kubeletExtraArgs: {"node-ip":"10.0.0.3"}}
`,
    );
  });
});
