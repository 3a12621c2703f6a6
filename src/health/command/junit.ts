import type { Probed } from '../probe-all';

/** Characters that XML 1.0 does not allow at all. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;
const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

const xml = (text: string): string => text.replace(FORBIDDEN, '').replace(/[&<>"\n\t]/g, (found) => ENTITIES[found]);

/** The form that CI systems read: one test case a node; an unknown one is skipped, for nobody knows. */
export function junitOf(probed: readonly Probed[]): string {
  const count = (wanted: string) => probed.filter(({ result }) => result.state === wanted).length;
  const seconds = (ms: number) => (ms / 1000).toFixed(3);
  const time = seconds(probed.reduce((sum, { result }) => sum + result.elapsedMs, 0));
  const counts = `tests="${probed.length}" failures="${count('failed')}" errors="0" skipped="${count('unknown')}"`;
  const cases = probed.map(({ target, result: { state, reason, detail, elapsedMs, warnings } }) => {
    const what = `message="${xml(`${reason}: ${detail}`)}"`;
    const inside = [
      ...(state === 'failed' ? [`<failure type="${reason}" ${what}/>`] : []),
      ...(state === 'unknown' ? [`<skipped ${what}/>`] : []),
      ...(warnings.length > 0 ? [`<system-out>${xml(warnings.join('; '))}</system-out>`] : []),
    ];
    const open = `    <testcase classname="gpulab.health" name="${xml(target.name)}" time="${seconds(elapsedMs)}"`;
    return inside.length === 0 ? `${open}/>\n` : `${open}>${inside.join('')}</testcase>\n`;
  });
  const suite = `  <testsuite name="gpulab health check" ${counts} time="${time}">\n${cases.join('')}  </testsuite>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suite}</testsuites>\n`;
}
