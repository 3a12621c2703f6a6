import type { Finding } from 'cdk8s-gpulab';
import type { OptionValues } from '../../cli/command';
import { commandError, FindingsError, isError, usageError } from '../../cli/finding';
import { logLine } from '../prober';
import { HealthServer } from '../server/health-server';
import { Store } from '../store';
import { PERIOD_MS } from '../sweep';
import { inventoryNodesOf, type Targets, targetsOfInventory } from '../targets';
import { type Action, deadlineOf } from './action';
import {
  attemptAll,
  listenOf,
  metricsTokensOf,
  placeOf,
  readableByAll,
  retentionOf,
  tlsOf,
  tokensOf,
  vaultOf,
} from './serve-options';
import { storeProblem } from './serve-problems';

/** Serves the API, and looks at every node every 30 s, until it is told to end. */
export const action: Action = {
  options: [
    'inventory',
    'deadline',
    'data',
    'database-file',
    'listen',
    'token-file',
    'metrics-token-file',
    'secret-key-file',
    'tls-cert',
    'tls-key',
    'retention',
  ],
  async run(options) {
    if (options.json) throw usageError('serve has no --json: it has no end', 'gpulab health --help');
    const deadlineMs = deadlineOf(options);
    if (deadlineMs >= PERIOD_MS) {
      throw usageError(`--deadline ${deadlineMs} is not below the period of ${PERIOD_MS} ms`, 'gpulab health --help');
    }
    const { host, port, findings: listening } = listenOf(options);
    const retentionDays = retentionOf(options);
    const place = placeOf(options);
    const [tokens, metricsTokens, vault, tls] = attemptAll(
      () => tokensOf(options),
      () => metricsTokensOf(options),
      () => vaultOf(options),
      () => tlsOf(options),
    );
    const { targets, findings } = inventoryOf(options);
    const store = await Store.open(place, vault).catch((error) => {
      throw storeProblem(error, place);
    });
    const server = await started(store, options, async () => {
      if (options.inventory !== undefined) await store.syncInventory(inventoryNodesOf(options.inventory as string));
      const inventory = targets;
      return HealthServer.start({
        store,
        tokens,
        metricsTokens,
        tls,
        host,
        port,
        inventory,
        deadlineMs,
        retentionDays,
      });
    });
    // A warning at the end of a server's life would come too late.
    const warnings = [...findings, ...listening, ...readableByAll(options)];
    if (warnings.length > 0) process.stderr.write((await import('../../cli/report')).reportOf(warnings, true));
    process.stdout.write(`listening on ${server.url}\n`);
    const signal = await interrupted();
    await server.stop();
    logLine({
      time: new Date().toISOString(),
      level: 'info',
      msg: 'ended',
      signal,
      ranSeconds: Math.round(process.uptime()),
    });
    return { findings: warnings, text: '', told: true };
  },
};

/** Hosts of the inventory; one with an error is told, not served in part. */
function inventoryOf({ inventory }: OptionValues): Targets {
  if (inventory === undefined) return { targets: [], findings: [] };
  const found = targetsOfInventory(inventory as string);
  if (found.findings.some(isError)) throw new FindingsError(found.findings);
  return found;
}

async function started<T>(store: Store, { listen }: OptionValues, start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    await store.close();
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall !== 'listen' && syscall !== 'getaddrinfo') throw storeProblem(error, undefined);
    throw new FindingsError([cannotListen(code, listen as string | undefined)]);
  }
}

const cannotListen = (code: string | undefined, listen: string | undefined): Finding =>
  commandError('GPULAB4411', `cannot listen on ${listen ?? 'the default address'} (${code})`, {
    hint: 'give another address or port with --listen HOST:PORT',
  });

/** Resolves at the first SIGINT or SIGTERM, with its name. */
function interrupted(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
  });
}
