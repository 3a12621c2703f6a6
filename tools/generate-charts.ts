/**
 * Writes constructs/upstream/data: the keys of the values of every chart that the library knows. Run when a chart has a new version:
 *
 *     npx tsx tools/generate-charts.ts DIR
 *
 * DIR holds charts, each a folder or a .tgz as `helm pull` brings it. `template-keys.txt` in the folder of a chart, with the
 * paths of values that its templates read, stands for the templates. The text of a chart that DIR does not have stays.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readChart } from '../src/generate/chart/chart';
import { ChartFiles } from '../src/generate/chart/chart-files';
import { keyTreeText } from '../src/generate/chart/key-tree-text';
import { valueKeys } from '../src/generate/chart/value-keys';

const DATA = join(__dirname, '../constructs/upstream/data');

function main(folder: string | undefined): void {
  if (folder === undefined) throw new Error('usage: npx tsx tools/generate-charts.ts DIR');
  mkdirSync(DATA, { recursive: true });
  for (const name of readdirSync(folder).sort()) {
    const chart = readChart(ChartFiles.at(join(folder, name)));
    const header = `# ${chart.name} ${chart.version}: keys of its values; written by tools/generate-charts.ts\n`;
    writeFileSync(join(DATA, `${chart.name}.txt`), header + keyTreeText(valueKeys(chart)));
  }
}

main(process.argv[2]);
