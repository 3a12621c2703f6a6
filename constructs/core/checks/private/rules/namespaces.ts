import type { Rule } from '../walk';

const LEVELS = ['privileged', 'baseline', 'restricted'];
const SECURITY_LABEL = /^pod-security\.kubernetes\.io\/(?:enforce|audit|warn)(-version)?$/;
const VERSION = /^(?:latest|v1\.(?:0|[1-9]\d*))$/;

/** Labels that say which pods a namespace takes; the API server checks them as it would a field. */
const podSecurity: Rule = (object, walk) => {
  const labels = object.metadata?.labels;
  for (const key in labels) {
    const [found, version] = SECURITY_LABEL.exec(key) ?? [];
    const value = labels[key];
    if (found === undefined || value == null) continue;
    if (version === undefined ? !LEVELS.includes(value) : !VERSION.test(value)) {
      const allowed = version === undefined ? LEVELS.join(', ') : 'latest and versions as v1.28';
      walk.error(
        'GPULAB1207',
        ['metadata', 'labels', key],
        `"${value}" is no pod security ${version === undefined ? 'level' : 'version'}; allowed are ${allowed}`,
      );
    }
  }
};

export const NAMESPACE_RULES: readonly (readonly [string, readonly Rule[]])[] = [['core.v1.Namespace', [podSecurity]]];
