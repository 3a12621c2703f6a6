import { groupOf } from '../../../core/shapes/shapes';
import type { Readiness } from './health';

const KEY = 'resource.customizations.health.';

/**
 * Checks of health for the ConfigMap argocd-cm, in Lua: key and text. That of Applications was taken out of Argo CD 1.8, and
 * waves of Applications need it (Argo CD, operator manual, "Resource Health").
 */
export function healthChecks(readiness: readonly Readiness[]): { [key: string]: string } {
  const checks = readiness.map((one): [string, string] => [`${KEY}${groupOf(one.apiVersion)}_${one.kind}`, luaOf(one)]);
  return Object.fromEntries([[`${KEY}argoproj.io_Application`, APPLICATION], ...checks.sort()]);
}

/**
 * An Application that was never synced can be healthy: since Argo CD 3.4 a missing object does not count (pull request 25962). So
 * its last sync must have succeeded, too.
 */
const APPLICATION = `local status = obj.status or {}
local operation = status.operationState or {}
if operation.phase ~= "Succeeded" then
  return { status = "Progressing", message = operation.message or "not synced yet" }
end
local health = status.health or {}
return { status = health.status or "Progressing", message = health.message or "" }
`;

function luaOf({ condition, field }: Readiness): string {
  return field === undefined ? conditionLua(condition!) : fieldLua(field);
}

const conditionLua = (condition: string): string => `local status = obj.status or {}
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == ${luaText(condition)} and condition.status == "True" then
    return { status = "Healthy", message = condition.message or "" }
  end
end
return { status = "Progressing", message = ${luaText(`not ${condition}`)} }
`;

const fieldLua = ({ path, value }: NonNullable<Readiness['field']>): string => `local at = obj
for _, key in ipairs({ ${path.map(luaText).join(', ')} }) do
  at = type(at) == "table" and at[key] or nil
end
if tostring(at) == ${luaText(value)} then
  return { status = "Healthy", message = "" }
end
return { status = "Progressing", message = ${luaText(`${path.join('.')} is not ${value}`)} }
`;

/** A text of Lua 5.1: what is not printable ASCII is written byte for byte. */
const luaText = (text: string): string =>
  `"${[...Buffer.from(text)].map((byte) => (isPlain(byte) ? String.fromCharCode(byte) : `\\${String(byte).padStart(3, '0')}`)).join('')}"`;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

const isPlain = (byte: number): boolean => byte >= 0x20 && byte < 0x7f && byte !== QUOTE && byte !== BACKSLASH;
