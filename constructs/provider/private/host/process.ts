import type { HostFiles } from '../../../hosts/host-files';
import { unitCommand, unitFile, unitText, unitWord } from '../../../hosts/private/systemd';
import { configToml } from './config-toml';
import { CONFIG, CP_PATH, ETC, type HostFacts, KUBECONFIG, PROVIDER_UNIT, usesRedis } from './facts';

const USER = 'computing-provider';
const USER_UNIT = 'computing-provider-user.service';
const SYSUSERS = '/etc/sysusers.d/computing-provider.conf';
const UNITS = '/etc/systemd/system';

/** The provider: a process of the host, as a user of its own, started and restarted by systemd. */
export function addProcess(files: HostFiles, facts: HostFacts): void {
  files.addDirectory({ path: ETC, mode: '0700' });
  files.addFile({ path: CONFIG, text: configToml(facts), mode: '0600', restart: [PROVIDER_UNIT] });
  files.addFile({ path: SYSUSERS, text: sysusers(), restart: [USER_UNIT] });
  files.addFile({ path: `${UNITS}/${USER_UNIT}`, text: userUnit(), restart: [USER_UNIT] });
  files.addFile({ path: `${UNITS}/${PROVIDER_UNIT}`, text: providerUnit(facts), restart: [PROVIDER_UNIT] });
  files.addUnit({ name: USER_UNIT });
  files.addUnit({ name: PROVIDER_UNIT });
}

/** In group docker, because it builds images: whoever is in it is root on the host, in effect (sysusers.d(5)). */
const sysusers = (): string => `u ${USER} - "Computing provider" ${CP_PATH} /usr/sbin/nologin\nm ${USER} docker\n`;

/** The user must be there before systemd looks at the unit that runs as it. */
const userUnit = (): string =>
  unitFile([
    ['Unit', [['Description', unitText('User of the computing provider')]]],
    [
      'Service',
      [
        ['Type', 'oneshot'],
        ['RemainAfterExit', 'yes'],
        ['ExecStart', unitCommand(['/usr/bin/systemd-sysusers', SYSUSERS])],
      ],
    ],
    ['Install', [['WantedBy', 'multi-user.target']]],
  ]);

function providerUnit({ version, certificateFile, keyFile }: HostFacts): string {
  const after = ['network-online.target', 'docker.service', ...(usesRedis(version) ? ['redis-server.service'] : [])];
  return unitFile([
    [
      'Unit',
      [
        ['Description', unitText(`Computing provider ${version}`)],
        ['Wants', after.join(' ')],
        ['Requires', USER_UNIT],
        ['After', [...after, USER_UNIT].join(' ')],
        // Made by the installation, when there is a cluster.
        ['ConditionPathExists', unitText(KUBECONFIG)],
      ],
    ],
    [
      'Service',
      [
        ['User', USER],
        // The program takes its files from CP_PATH, and its kubeconfig from the home of its user, which is the same.
        ['Environment', unitWord(`CP_PATH=${CP_PATH}`)],
        ['WorkingDirectory', unitText(CP_PATH)],
        ['StateDirectory', USER],
        ['StateDirectoryMode', '0700'],
        ['CacheDirectory', USER],
        ['CacheDirectoryMode', '0700'],
        // It writes the key of its identity for everybody to read.
        ['UMask', '0077'],
        ...filesOfRoot(certificateFile, keyFile).map((words) => ['ExecStartPre', `+${unitCommand(words)}`] as const),
        ['ExecStart', unitCommand(['/usr/local/bin/computing-provider', 'run'])],
        // Its errors end it with status 0.
        ['Restart', 'always'],
        ['RestartSec', '10'],
        ...HARDENING,
      ],
    ],
    ['Install', [['WantedBy', 'multi-user.target']]],
  ]);
}

/** Settings, certificate and rights belong to root; at each start the provider gets copies that it alone reads. */
function filesOfRoot(certificateFile: string, keyFile: string): string[][] {
  const install = (...words: string[]) => ['/usr/bin/install', `--owner=${USER}`, `--group=${USER}`, ...words];
  const copies = [
    [CONFIG, 'config.toml'],
    [certificateFile, 'tls/fullchain.pem'],
    [keyFile, 'tls/privkey.pem'],
    [KUBECONFIG, '.kube/config'],
  ];
  return [
    install('--directory', '--mode=0700', `${CP_PATH}/tls`, `${CP_PATH}/.kube`),
    ...copies.map(([from, to]) => install('--mode=0600', from, `${CP_PATH}/${to}`)),
  ];
}

const HARDENING = [
  ['NoNewPrivileges', 'yes'],
  ['PrivateTmp', 'yes'],
  ['ProtectHome', 'yes'],
  ['ProtectSystem', 'strict'],
  ['ProtectControlGroups', 'yes'],
  ['ProtectKernelModules', 'yes'],
  ['ProtectKernelTunables', 'yes'],
  ['RestrictSUIDSGID', 'yes'],
] as const;
