import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackages } from './debian';
import { type Output, runTool } from './tool';

/**
 * Hosts for tests: each is a network, mount, process and host name space with a root file system of its own (this machine's,
 * with everything that is written kept in memory) and a real sshd. They see each other and this machine over a bridge, and nothing
 * else. Needs root. When the process that made them ends, they end, too.
 */
export interface NetnsHosts {
  readonly hosts: readonly NetnsHost[];
  /** Private key that root of every host accepts from the beginning, in a line that is not ours. */
  readonly keyFile: string;
  /** Public half of it, as it stands in authorized_keys. */
  readonly publicKey: string;
  stop(): Promise<void>;
}

export class NetnsHost {
  /** Its public host key, "ssh-ed25519 AAAA...". */
  hostKey = '';
  private machine?: ChildProcess;
  private init = 0;

  constructor(
    readonly name: string,
    readonly address: string,
    private readonly link: string,
    private readonly folder: string,
  ) {}

  /** Makes it. @param bridge what its network card is plugged into */
  async boot(bridge: string, publicKey: string): Promise<void> {
    mkdirSync(this.folder);
    const apart = ['--net', '--mount', '--pid', '--uts', '--ipc', '--fork', '--kill-child=KILL'];
    const arguments_ = [this.folder, this.name, publicKey];
    this.machine = spawn('unshare', [...apart, '/bin/sh', '-c', BOOT, 'boot', ...arguments_], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.hostKey = (await said(this.machine, 'booted', this.name)).split(' ').slice(0, 2).join(' ');
    const { pid } = this.machine;
    this.init = Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim());
    await this.plug(bridge);
    await this.startSshd();
  }

  /** Runs a command on it as root, not by ssh. */
  run(command: string, input = ''): Promise<Output> {
    const inside = ['--target', String(this.init), '--mount', '--pid', '--net', '--uts', '--ipc', '--root'];
    const env = { HOME: '/root', PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };
    return runTool('nsenter', [...inside, '--', '/bin/sh', '-c', `cd && ${command}`], { env, input });
  }

  /** Runs a command that has to end well, and gives what it prints. */
  async must(command: string, input = ''): Promise<string> {
    const { status, stdout, stderr } = await this.run(command, input);
    if (status !== 0) throw new Error(`${this.name}: ${command} ended with ${status}\n${stderr}`);
    return stdout;
  }

  /** Switches it off: its processes are gone, and nothing answers at its address. Its files stay. */
  async stop(): Promise<void> {
    await this.run('ip link set eth0 down; kill -KILL -1');
  }

  async start(): Promise<void> {
    await this.must('ip link set eth0 up');
    await this.startSshd();
  }

  /** Takes it away with all its files. */
  async remove(): Promise<void> {
    if (!this.machine || this.machine.exitCode !== null || this.machine.signalCode !== null) return;
    const gone = new Promise((resolve) => this.machine!.once('exit', resolve));
    this.machine.kill('SIGKILL');
    await gone;
  }

  private async plug(bridge: string): Promise<void> {
    ip('link', 'add', this.link, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', String(this.init));
    ip('link', 'set', this.link, 'master', bridge, 'up');
    await this.must(`ip address add ${this.address}/24 dev eth0 && ip link set eth0 up && ip link set lo up`);
  }

  private async startSshd(): Promise<void> {
    await this.must('mkdir -p /run/sshd && /usr/sbin/sshd');
  }
}

/**
 * What the first process of a host does: it makes the root file system, tells, and then only waits for children that others left
 * behind, until whoever holds its input ends. `/var` and `/etc` are copies on write of this machine's, without what would be taken
 * for the host's own.
 */
const BOOT = `set -eu
folder=$1 name=$2 public=$3
mount -t tmpfs -o mode=755 memory "$folder"
mkdir "$folder/upper" "$folder/work" "$folder/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/upper,workdir=$folder/work" "$folder/root"
cd "$folder/root"
mount -t proc proc proc
mount --rbind /sys sys
mount --rbind /dev dev
mount -t tmpfs -o mode=700 memory root
for own in home srv run mnt var/lib/docker var/lib/containerd; do mkdir -p "$own"; mount -t tmpfs -o mode=755 memory "$own"; done
mount -t tmpfs -o mode=1777 memory tmp
rm -rf etc/ssh/ssh_host_* etc/ssh/sshd_config.d etc/docker etc/containerd
mkdir -m 700 root/.ssh
printf '%s\\n' "$public" >root/.ssh/authorized_keys
chmod 600 root/.ssh/authorized_keys
sed -i 's/^root:[^:]*:/root:*:/' etc/shadow
hostname "$name"
printf '%s\\n' "$name" >etc/hostname
printf '127.0.0.1 localhost\\n127.0.1.1 %s\\n' "$name" >etc/hosts
ssh-keygen -q -t ed25519 -N '' -C "$name" -f etc/ssh/ssh_host_ed25519_key
cat >etc/ssh/sshd_config <<'END'
HostKey /etc/ssh/ssh_host_ed25519_key
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
UseDNS no
MaxStartups 100
Subsystem sftp internal-sftp
END
cat etc/ssh/ssh_host_ed25519_key.pub
echo booted
exec chroot . /bin/sh -c 'until cat; do :; done' >/dev/null 2>&1`;

/** Waits for a word of a process. What it printed before is returned. */
function said(child: ChildProcess, word: string, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout!.setEncoding('utf8').on('data', (part) => {
      text += part;
      if (text.includes(`${word}\n`)) resolve(text);
    });
    child.once('error', reject);
    child.once('exit', (status) => reject(new Error(`host ${name} did not start (status ${status})\n${text}`)));
  });
}

/** Source: RFC 2544: 198.18.0.0/15 is for tests of network devices, and nobody routes it. */
const NETWORK = '198.18';

/** Numbers of the sets of hosts that this process has made. */
let made = 0;

/** Boots hosts named host-1, host-2, ..., or as given. */
export async function startHosts(count: number, names: readonly string[] = []): Promise<NetnsHosts> {
  installPackages({ '/usr/sbin/sshd': 'openssh-server', ip: 'iproute2' });
  removeLeftovers();
  const folder = mkdtempSync(join(tmpdir(), 'gpulab-hosts-'));
  const keyFile = join(folder, 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'admin@desk', '-f', keyFile]);
  const publicKey = readFileSync(`${keyFile}.pub`, 'utf8').trim();
  const bridge = `gph${process.pid}x${made++}`;
  const network = freeNetwork();
  const hosts = Array.from({ length: count }, (_, index) => {
    const name = names[index] ?? `host-${index + 1}`;
    return new NetnsHost(name, `${network}.${index + 1}`, `${bridge}h${index}`.slice(-15), join(folder, name));
  });
  const stop = async () => {
    await Promise.all(hosts.map((host) => host.remove()));
    spawnSync('ip', ['link', 'delete', bridge]);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    ip('link', 'add', bridge, 'type', 'bridge');
    ip('address', 'add', `${network}.254/24`, 'dev', bridge);
    ip('link', 'set', bridge, 'up');
    await Promise.all(hosts.map((host) => host.boot(bridge, publicKey)));
  } catch (error) {
    await stop();
    throw error;
  }
  return { hosts, keyFile, publicKey, stop };
}

function ip(...args: string[]): void {
  const { status, stderr } = spawnSync('ip', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ip ${args.join(' ')}: ${stderr}\nhosts of tests need root and iproute2`);
}

/** The first part of a network that this machine has no address in. */
function freeNetwork(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((cards) => (cards ?? []).map(({ address }) => address));
  // Two runs that begin together seldom look for the same one.
  for (let i = 0, third = process.pid; i < 256; i++, third++) {
    const network = `${NETWORK}.${third % 256}`;
    if (!addresses.some((address) => address.startsWith(`${network}.`))) return network;
  }
  throw new Error(`no network of ${NETWORK}.0.0/16 is free`);
}

/** A run that was killed leaves its bridge; hosts never outlive the process that made them. */
function removeLeftovers(): void {
  const { stdout } = spawnSync('ip', ['-o', 'link', 'show', 'type', 'bridge'], { encoding: 'utf8' });
  for (const [, bridge, pid] of stdout.matchAll(/ (gph(\d+)x\d+):/g)) {
    if (!existsSync(`/proc/${pid}`)) spawnSync('ip', ['link', 'delete', bridge]);
  }
}
