import { quoted, typed } from '../../../core/rules/problem';
import type { Rules } from '../../../core/rules/rules';
import { HostSecret } from '../../../hosts/host-secret';
import { type TomlValue, tomlFile } from '../../../hosts/private/toml';
import type { ProviderSettings } from '../../host/provider-settings';
import type { ProviderVersion } from '../../provider-version';
import { CONFIG_KEYS, type ConfigKey, type Form, type Span } from './config-keys';
import type { HostFacts } from './facts';

const within = (version: ProviderVersion, { since, before }: Span): boolean =>
  (since === undefined || version.isAtLeast(since)) && (before === undefined || !version.isAtLeast(before));

/** What is wrong with the settings for a version: keys that it has not, keys that it needs, values that are none. */
export function checkSettings(rules: Rules, settings: ProviderSettings, version: ProviderVersion): void {
  const known = new Set<string>();
  const strange = new Map<string, ConfigKey>();
  for (const row of CONFIG_KEYS) {
    const value = row.given?.(settings);
    const key = `settings.${row.prop}`;
    if (!within(version, row)) {
      if (value !== undefined) strange.set(key, row);
      continue;
    }
    if (row.prop !== undefined) known.add(key);
    if (value !== undefined) checkForm(rules, key, value, row.form!);
    else if (row.needed && within(version, row.needed) && !row.otherwise) missing(rules, key, row, version);
  }
  for (const [key, row] of strange) {
    if (known.has(key)) continue;
    const message = `${key} is no setting of ${version}: [${row.table}] ${row.key} is there ${spanText(row)}`;
    rules.error('GPULAB2973', message, key);
  }
}

const missing = (rules: Rules, key: string, { table, key: name }: ConfigKey, version: ProviderVersion): void =>
  rules.error('GPULAB2974', `${key} is missing: ${version} needs [${table}] ${name}`, key);

const spanText = ({ since, before }: Span): string =>
  [...(since === undefined ? [] : [`from ${since} on`]), ...(before === undefined ? [] : [`before ${before}`])].join(
    ' and ',
  );

/** config.toml of the provider. */
export function configToml(facts: HostFacts): string {
  const tables: { [table: string]: { [key: string]: TomlValue } } = {};
  for (const row of CONFIG_KEYS) {
    if (!within(facts.version, row)) continue;
    const given = row.given?.(facts.settings);
    const value = given === undefined ? row.otherwise?.(facts) : (row.written?.(given) ?? given);
    if (value === undefined) continue;
    tables[row.table] ??= {};
    tables[row.table][row.key] = value;
  }
  return tomlFile(tables);
}

const matching =
  (pattern: RegExp, wanted: string) =>
  (rules: Rules, key: string, value: unknown): void =>
    rules.matching(key, value as string, pattern, wanted);

const PORT = /^(\d{1,5})(?:-(\d{1,5}))?$/;
const HIGHEST_PORT = 65_535;

/** "40000-40050" or "40070". */
function checkPorts(rules: Rules, key: string, value: unknown): void {
  for (const text of rules.list(key, value as readonly string[])) {
    if (!rules.text(key, text)) continue;
    const [, from, to = from] = PORT.exec(text) ?? [];
    if (Number(from) >= 1 && Number(from) <= Number(to) && Number(to) <= HIGHEST_PORT) continue;
    rules.error('GPULAB2203', `${key} ${quoted(text)} is not a port or a range of them, as "40000-40050"`, key);
  }
}

function checkSecret(rules: Rules, key: string, value: unknown): void {
  // What is given may be the secret itself, and is not shown.
  if (!(value instanceof HostSecret)) rules.error('GPULAB2217', `${key} is no HostSecret; one is wanted`, key);
}

const FORMS: { readonly [form in Form]: (rules: Rules, key: string, value: unknown) => void } = {
  text: matching(/^[ -~]+$/, 'printable text on one line'),
  url: matching(/^https?:\/\/[!-~]+$/, 'a URL with http or https'),
  address: matching(/^0x[0-9a-fA-F]{40}$/, 'an address: "0x" and 40 hexadecimal digits'),
  secret: checkSecret,
  boolean: (rules, key, value) => {
    rules.given(key, typeof value === 'boolean', value, 'true or false');
  },
  amount: (rules, key, value) => rules.factor(key, value as number),
  hours: (rules, key, value) => {
    rules.whole(key, value as number, 1);
  },
  part: (rules, key, value) => {
    const isPart = typeof value === 'number' && value > 0 && value <= 1;
    if (!isPart) rules.error('GPULAB2202', `${key} is ${typed(value)}: a number above 0 and at most 1 is wanted`, key);
  },
  ports: checkPorts,
};

const checkForm = (rules: Rules, key: string, value: TomlValue, form: Form): void => FORMS[form](rules, key, value);
