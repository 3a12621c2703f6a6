import type { Command } from './command';
import { usageError } from './finding';

export const command: Command = {
  summary: 'ask each part of a computing provider whether it works',
  usage: 'gpulab probe provider --domain DOMAIN [options]',
  help: `  --domain DOMAIN
                domain of the tasks, as example.com: its wildcard certificate, and the way of a
                task from outside
  --address IP  dial names below the domain there; default: where they lead
  --ingress URL ingress controller at a port of a node, as http://10.0.0.1:30080
  --api URL     API of the provider; default: https://log.DOMAIN:8085
  --registry URL, --registry-ca FILE, --registry-user NAME
                registry of images, its authority and a login; the password is read from
                GPULAB_REGISTRY_PASSWORD
  --redis HOST:PORT
                Redis of versions before 0.5.0; the password is read from REDIS_PASSWORD
  --kubeconfig FILE
                look at the exporter, by kubectl; without it the exporter is unknown
  --ca FILE     authority to trust besides those of Node, PEM
  --deadline MS time for each request, in milliseconds; default: 10000`,
  options: {
    domain: { type: 'string' },
    address: { type: 'string' },
    ingress: { type: 'string' },
    api: { type: 'string' },
    registry: { type: 'string' },
    'registry-ca': { type: 'string' },
    'registry-user': { type: 'string' },
    redis: { type: 'string' },
    kubeconfig: { type: 'string' },
    ca: { type: 'string' },
    deadline: { type: 'string' },
  },
  positionals: 1,
  isReader: true,
  async run(options, [name]) {
    const hint = 'gpulab probe provider --domain DOMAIN';
    if (name === undefined) throw usageError('probe what?', hint);
    if (name !== 'provider') throw usageError(`there is no probe ${name}`, hint);
    return (await import('../provider/probe-provider')).run(options);
  },
};
