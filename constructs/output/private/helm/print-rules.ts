/**
 * How a template says what is more than one expression. In one table (the rules of expressions are in another, see
 * core/values/private/functions), so that a test can break one at a time and has to notice it.
 *
 * Every action is alone on its line and takes the line break before it away, or is a whole scalar: none is glued to text.
 */
export const PRINT_RULES = {
  /** Text of the user that Helm would run. `}}` means nothing outside of an action. */
  braces: (text: string): string => text.replaceAll('{{', '{{ "{{" }}'),

  /** Helm deletes `<no value>` from all that it renders; in double quotes the first character can be escaped. */
  noValue: (doubleQuoted: string): string => doubleQuoted.replaceAll('<no value>', '\\u003cno value>'),

  if: (condition: string): string => `{{- if ${condition} }}`,
  elseIf: (condition: string): string => `{{- else if ${condition} }}`,
  else: '{{- else }}',
  end: '{{- end }}',

  /** A key that was computed loses against keys that stand beside it. */
  unlessTaken: (key: string, winners: readonly string[]): string => `not (has ${key} (list ${winners.join(' ')}))`,

  range: (id: number, source: string): string => `{{- range $k${id}, $v${id} := ${source} }}`,

  /** The entries of a map value that no key beside them wins over. */
  withoutTaken: (map: string, winners: readonly string[]): string => `omit ${map} ${winners.join(' ')}`,

  entry: (id: number): string => `{{ toJson $k${id} }}: {{ toJson $v${id} }}`,

  /** Nothing below a key is null to YAML, so a collection that can turn out empty has a flag. */
  flagUp: (flag: string): string => `{{- ${flag} := true }}`,
  flagDown: (flag: string): string => `{{- ${flag} = false }}`,
  ifFlag: (flag: string, empty: '[]' | '{}'): string => `{{- if ${flag} }} ${empty}`,

  variable: (name: string, value: string): string => `{{- $${name} := ${value} }}`,
};
