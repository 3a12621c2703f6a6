/** What a default says of what may stand in its place. It is a guess, so it leans to letting things through. */

/** Fields of Kubernetes that are lists, whatever a chart writes as their default. */
const LIST_FIELD =
  /^(?:extra)?(?:tolerations|env|envs|envFrom|volumes|volumeMounts|args|command|imagePullSecrets|topologySpreadConstraints|hosts|tls|containers|initContainers|sidecars|hostAliases|ingress|egress)$/i;

/** Fields of Kubernetes that are maps. */
const MAP_FIELD =
  /^(?:.*(?:annotations|labels|nodeSelector|affinity|resources|securityContext|matchLabels|probe|strategy)|rollingUpdate|env)$/i;

/** Where a number makes as much sense as a text: ports, amounts, shares, times, ids. */
const AMOUNT =
  /(?:ports?|percent(?:age)?|replicas|count|seconds|limit|size|unavailable|available|surge|cpu|memory|storage|timeout|period|interval|threshold|user|group|uid|gid|weight|priority|max|min|retries|number)$/i;

/** A text that is a whole number or a share. */
const NUMERIC = /^\d+%?$/;

/** `false` where something else stands when it is on: `sampleLimit: false` becomes a number, `queryLogFile: false` a path. */
const LIMIT = /Limit$/;
const FILE = /File$/;

/** An empty text where most would write a switch: `enableHttp2: ""`. */
const SWITCH = /^enable[A-Z]/;

/** The types of a key by its default. @param parent name of the map that it is in */
export function typesOfDefault(value: unknown, name: string, parent: string): string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) {
    if (value.length === 0 && MAP_FIELD.test(name)) return [];
    return [`list${itemsOf(value)}`];
  }
  if (typeof value === 'object') return LIST_FIELD.test(name) && Object.keys(value).length === 0 ? [] : ['map'];
  if (value === false && LIMIT.test(name)) return ['boolean', 'number'];
  if (value === false && FILE.test(name)) return ['boolean', 'string'];
  if (typeof value !== 'string') return [typeof value];
  if (value === '' && SWITCH.test(name)) return ['string', 'boolean'];
  if (value === '' && (LIST_FIELD.test(name) || MAP_FIELD.test(name))) return [];
  const isAmount = AMOUNT.test(name) || /ports$/i.test(parent) || NUMERIC.test(value);
  return isAmount ? ['string', 'number'] : ['string'];
}

function itemsOf(values: readonly unknown[]): string {
  const types = new Set(
    values.map((value) => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value)),
  );
  if (types.size !== 1) return '';
  const [type] = types;
  return type === 'null' ? '' : ` of ${type === 'object' ? 'map' : type}`;
}

/** Longer texts are certificates, scripts, dashboards. */
const LONGEST_DEFAULT = 100;
const SECRET = /pass|secret|token|key$|credential|cert$|salt|xsrf|hash/i;

/** A default that may be told; undefined for a long one, for what may be a secret, and for what is no fact but a structure. */
export function defaultToTell(value: unknown, name: string): unknown {
  if (typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'string')
    return value.length > LONGEST_DEFAULT || (value !== '' && SECRET.test(name)) ? undefined : value;
  if (!Array.isArray(value) || value.some((item) => typeof item === 'object')) return undefined;
  return JSON.stringify(value).length > LONGEST_DEFAULT || (value.length > 0 && SECRET.test(name)) ? undefined : value;
}
