import type { HostFiles } from '../../../hosts/host-files';
import { redisConf } from '../../../hosts/private/redis-conf';
import { type HostFacts, usesRedis } from './facts';

/**
 * Redis for the provider alone: on loopback, with a password, and with a journal, because the provider forgets when tasks end where
 * Redis does.
 */
export function addRedis(files: HostFiles, { version, settings }: HostFacts): void {
  if (!usesRedis(version)) return;
  files.addPackages('redis-server');
  files.addFile({
    path: '/etc/redis/redis.conf',
    mode: '0640',
    group: 'redis',
    text: redisConf([
      ['bind', '127.0.0.1'],
      ['protected-mode', 'yes'],
      ['port', '6379'],
      ['requirepass', settings.redisPassword!],
      ['dir', '/var/lib/redis'],
      ['appendonly', 'yes'],
      // Nothing is thrown away when memory is short: what would be lost are tasks.
      ['maxmemory-policy', 'noeviction'],
      ['pidfile', '/run/redis/redis-server.pid'],
      ['logfile', '/var/log/redis/redis-server.log'],
    ]),
    restart: ['redis-server.service'],
  });
  files.addUnit({ name: 'redis-server.service' });
}
