import { resolve } from 'node:path';
import type { Finding } from 'cdk8s-gpulab';
import { type FitAnswer, fitProgram } from 'cdk8s-gpulab/lib/gpu/hami/fit/fit';
import { Inventory } from 'cdk8s-gpulab/lib/inventory/inventory';
import { cardBars } from '../fit/bars';
import { placesText } from '../fit/places';
import { hamiOf, objectsOf } from '../fit/program';
import { resultOf } from '../fit/result';
import { runProgram } from '../program/run';
import { APP_HELP, APP_OPTION, type Command } from './command';
import { isError } from './finding';
import { summaryText } from './summary';

/** Beside the program. */
const INVENTORY = 'inventory.yaml';

export const command: Command = {
  summary: 'say which pods find cards, where, and what is left; by the rules of HAMi and kube-scheduler',
  usage: 'gpulab fit [--inventory FILE] [--app FILE]',
  help: `  --inventory FILE
                the machines and their cards; default: ${INVENTORY} beside cdk8s.yaml
${APP_HELP}`,
  options: { ...APP_OPTION, inventory: { type: 'string' } },
  positionals: 0,
  isReader: true,
  async run(options) {
    // Before the program runs: it changes the working directory.
    const given = options.inventory === undefined ? undefined : resolve(options.inventory as string);
    const app = await runProgram(options.app as string | undefined, { quiet: options.json === true });
    const { hosts, findings: inventoryFindings } = Inventory.fromFile(given ?? INVENTORY);
    const findings = [...app._synthesize({ checkOnly: true }).findings, ...inventoryFindings];
    if (findings.some(isError)) return { findings };
    const objects = objectsOf(app);
    const answer = fitProgram({ hosts, objects, hami: hamiOf(app, objects) });
    // A HamiStack has told some of it at the check.
    const told = new Set(findings.map(identityOf));
    const news = answer.findings.filter((finding) => !told.has(identityOf(finding)));
    return { findings: [...findings, ...news], result: resultOf(answer), text: textOf(answer) };
  },
};

const identityOf = ({ path, code, message }: Finding): string => JSON.stringify([path, code, message]);

function textOf({ cluster, placed, waiting, undecided }: FitAnswer): string {
  const coloured = process.stdout.isTTY === true && process.stdout.hasColors() && !process.env.NO_COLOR;
  const summary = [
    { label: 'pods with a place', value: String(placed.length) },
    { label: 'pods that wait', value: String(waiting.length) },
    ...(undecided.length > 0 ? [{ label: 'pods not decided', value: String(undecided.length) }] : []),
  ];
  return [cardBars(cluster, coloured), placesText(placed), summaryText(summary)]
    .filter((part) => part !== '')
    .join('\n');
}
