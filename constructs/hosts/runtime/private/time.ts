import { IP_ADDRESS } from '../../../core/private/addresses';
import { SUBDOMAIN } from '../../../core/rules/names';
import { quoted } from '../../../core/rules/problem';
import type { Rules } from '../../../core/rules/rules';
import type { HostFiles } from '../../host-files';
import type { TimeHosts } from '../lab-hosts-props';

/**
 * Chrony with these servers only. A clock that is far off when the machine starts is set at once, not slowly: certificates would be
 * refused until then (chrony.conf(5)).
 */
export function addTime(files: HostFiles, { servers }: TimeHosts): void {
  const lines = [
    ...servers.map((server) => `server ${server} iburst`),
    'driftfile /var/lib/chrony/chrony.drift',
    'makestep 1 3',
    'rtcsync',
  ];
  files.addPackages('chrony');
  files.addFile({
    path: '/etc/chrony/chrony.conf',
    text: `${lines.join('\n')}\n`,
    restart: ['chrony.service'],
    validate: ['chronyd', '-p', '-f', '%'],
  });
  files.addUnit({ name: 'chrony.service' });
}

export function checkTime(rules: Rules, { servers }: TimeHosts): void {
  const all = rules.list('time.servers', servers);
  if (all.length === 0) rules.error('GPULAB2202', 'time.servers is empty: at least one is wanted', 'time.servers');
  all.forEach((server, index) => {
    const key = `time.servers[${index}]`;
    if (!rules.text(key, server) || IP_ADDRESS.matches(server) || SUBDOMAIN.test(server)) return;
    rules.error('GPULAB2203', `${key} ${quoted(server)} is neither a host name nor an IP address`, key);
  });
}
