import type { ProviderRedis } from '../../cluster/compute-provider-stack-props';
import { PROVIDER } from './access';
import { storedService } from './stored-service';

const NAME = 'redis';
const AUTH = '/etc/redis/auth';
const CONFIG = '/etc/redis/config';
const DATA = '/data';

/** Every write is kept: what is lost are the ends of tasks (facts: compute-provider.md 2.10). */
const CONFIG_TEXT = [`dir ${DATA}`, 'appendonly yes', `include ${AUTH}/auth.conf`, ''].join('\n');

export const redisManifests = ({
  authSecret,
  storageClass,
  image = 'docker.io/library/redis:7.2.11',
}: ProviderRedis) => [
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: NAME, namespace: PROVIDER },
    data: { 'redis.conf': CONFIG_TEXT },
  },
  ...storedService({
    ...{ name: NAME, image, storageClass },
    args: ['redis-server', `${CONFIG}/redis.conf`],
    ...{ port: 6379, dataPath: DATA, size: '5Gi' },
    files: [
      { path: CONFIG, source: { configMap: { name: NAME } } },
      { path: AUTH, source: { secret: { secretName: authSecret } } },
    ],
  }),
];
