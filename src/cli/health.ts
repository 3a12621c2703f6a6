import type { Action } from '../health/command/action';
import { type Command, refuseOptions } from './command';
import { usageError } from './finding';

/** What there is behind `gpulab health`. Loaded when named. */
const ACTIONS: { readonly [name: string]: () => Promise<{ action: Action }> } = {
  check: () => import('../health/command/health-check'),
  watch: () => import('../health/command/health-watch'),
  serve: () => import('../health/command/health-serve'),
};

export const command: Command = {
  summary: 'look whether the Docker endpoint of every node is well, and if not, why',
  usage: 'gpulab health check|watch|serve [--inventory FILE | --node ADDRESS...]',
  help: `  check         look at every node once; exit status 1 if one failed
  watch         look at every node every 30 s, and show what changes, until Ctrl-C
  serve         the same with a store, an API and a page, for nodes that are added there

  --inventory FILE
                check the hosts of an inventory that have a section docker; default: inventory.yaml
  --node ADDRESS, --node NAME=ADDRESS
                check this one, as tcp://10.0.0.7:2376; may be given several times. TLS is spoken if
                one of the next three is given, by https://, and on port 2376
  --ca FILE, --cert FILE, --key FILE
                PEM files for the nodes of --node: authority, client certificate and its key
  --deadline MS time for each node, in milliseconds; default: 10000
  --audit       (check) also see whether a daemon answers clients without certificate
  --junit FILE  (check) write a report for CI, too

  serve takes --inventory and --deadline, and:
  --listen HOST:PORT
                default: 127.0.0.1:8888
  --data DIR    folder of the embedded database; default: gpulab-health
  --database-file FILE
                file with the URL of a PostgreSQL server instead; default: variable DATABASE_URL
  --token-file FILE
                who may come in: TOKEN or NAME:TOKEN, one a line; default: variable GPULAB_HEALTH_TOKEN
  --metrics-token-file FILE
                who may read /metrics and nothing else, as Prometheus; default: variable GPULAB_METRICS_TOKEN
  --secret-key-file FILE
                key that secrets are stored with, 32 bytes in base64; default: variable GPULAB_SECRET_KEY
  --tls-cert FILE, --tls-key FILE
                PEM files of the server; without them it speaks plain HTTP
  --retention DAYS
                history that is kept; default: 90`,
  options: {
    inventory: { type: 'string' },
    node: { type: 'string', multiple: true },
    ca: { type: 'string' },
    cert: { type: 'string' },
    key: { type: 'string' },
    deadline: { type: 'string' },
    audit: { type: 'boolean' },
    junit: { type: 'string' },
    listen: { type: 'string' },
    data: { type: 'string' },
    'database-file': { type: 'string' },
    'token-file': { type: 'string' },
    'metrics-token-file': { type: 'string' },
    'secret-key-file': { type: 'string' },
    'tls-cert': { type: 'string' },
    'tls-key': { type: 'string' },
    retention: { type: 'string' },
  },
  positionals: 1,
  isReader: true,
  async run(options, [name]) {
    const hint = `gpulab health ${Object.keys(ACTIONS).join('|')}`;
    if (name === undefined) throw usageError('health what?', hint);
    if (!Object.hasOwn(ACTIONS, name)) throw usageError(`there is no health ${name}`, hint);
    // Names are looked up by a pool of four threads of libuv, read at its first use: four dead name servers would hold up all.
    process.env.UV_THREADPOOL_SIZE ??= '32';
    const { action } = await ACTIONS[name]();
    refuseOptions(options, action.options, `health ${name}`, hint);
    return action.run(options);
  },
};
