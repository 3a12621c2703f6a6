import { refuseUnfit } from './unfit';

/** A setting of a unit; its value as `unitText`, `unitWord` or `unitCommand` made it. */
export type UnitSetting = readonly [name: string, value: string];

/** A section of a unit, as `[Service]`, with its settings in their order. */
export type UnitSection = readonly [name: string, settings: readonly UnitSetting[]];

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/;

/** Begins a specifier in most settings (systemd.unit(5), "Specifiers"). */
const withoutSpecifiers = (text: string): string => text.replaceAll('%', '%%');

/** A unit file or drop-in. */
export function unitFile(sections: readonly UnitSection[]): string {
  const blocks = sections.map(([name, settings]) =>
    [`[${name}]`, ...settings.map(([setting, value]) => `${setting}=${value}`)].join('\n'),
  );
  return `${blocks.join('\n\n')}\n`;
}

/** A value that is one text to its end, such as a directory or a description. */
export function unitText(text: string): string {
  if (CONTROL.test(text)) refuseUnfit(text, 'a unit of systemd', 'it has a line break or another control', unitText);
  if (text.endsWith('\\'))
    refuseUnfit(text, 'a unit of systemd', 'a "\\" at its end takes the next line, too', unitText);
  if (text !== text.trim()) refuseUnfit(text, 'a unit of systemd', 'blanks at its ends are dropped', unitText);
  return withoutSpecifiers(text);
}

/** One word of a list of words, as a variable of `Environment=` (systemd.syntax(7), "Quoting"). */
export function unitWord(word: string): string {
  if (CONTROL.test(word)) refuseUnfit(word, 'a unit of systemd', 'it has a line break or another control', unitWord);
  const text = withoutSpecifiers(word);
  return /^[\w/:.,@%+=-]+$/.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** A command line for `ExecStart=`; "$" would be replaced by a variable (systemd.service(5), "Command lines"). */
export function unitCommand(words: readonly string[]): string {
  if (!words[0]?.startsWith('/'))
    refuseUnfit(words[0] ?? '', 'a unit of systemd', 'a command is an absolute path', unitCommand);
  return words.map((word) => unitWord(word).replaceAll('$', '$$$$')).join(' ');
}
