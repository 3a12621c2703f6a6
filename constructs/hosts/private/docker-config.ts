export const DAEMON_JSON = '/etc/docker/daemon.json';
export const DOCKER_SOCKET = 'unix:///var/run/docker.sock';
export const DOCKER_CERTS = '/etc/docker/certs.d';

/** The default one: pods of tasks and exporters name no runtime class (facts: compute-provider.md 2.6). */
export const NVIDIA_RUNTIME = {
  'default-runtime': 'nvidia',
  runtimes: { nvidia: { path: 'nvidia-container-runtime', args: [] } },
};
