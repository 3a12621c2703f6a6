import type { Problem } from '../../../core/checks/check';
import { isMapping, type Mapping, mappingOf } from '../../../core/private/mapping';
import { quoted, warning } from '../../../core/rules/problem';

/**
 * No way to more rights than at the start: a program with the set-user-ID bit would run without HAMi-core, which the loader leaves
 * out of such programs.
 */
export const CONTAINER_SECURITY = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/** As runtimes confine system calls by default. */
export const SECCOMP = { type: 'RuntimeDefault' };

const CODE = 'GPULAB2712';

/** A container with what is secure where its security context says nothing. */
export function secured(container: Mapping): Mapping {
  const own = mappingOf(container.securityContext);
  const capabilities = mappingOf(own.capabilities);
  return {
    ...container,
    securityContext: {
      ...CONTAINER_SECURITY,
      ...own,
      capabilities: { ...CONTAINER_SECURITY.capabilities, ...capabilities },
    },
  };
}

/** The security context of a pod, with a profile for system calls. */
export const securedPod = (context: unknown): Mapping => ({
  seccompProfile: SECCOMP,
  ...mappingOf(context),
});

/** What would let the programs of a container get rid of its limits. Privileged ones are refused elsewhere: HAMi does so, too. */
export function securityProblems({ name, securityContext }: Mapping, key: string): Problem[] {
  if (!isMapping(securityContext)) return [];
  const { allowPrivilegeEscalation, capabilities } = securityContext;
  const added = isMapping(capabilities) && Array.isArray(capabilities.add) ? capabilities.add : [];
  const problems: Problem[] = [];
  if (allowPrivilegeEscalation === true) {
    const message = `container ${quoted(name)} allows more rights than at the start: programs that take them run without limits`;
    problems.push(warning(CODE, message, `${key}.securityContext.allowPrivilegeEscalation`, 'leave it out'));
  }
  if (added.length > 0) {
    const message = `container ${quoted(name)} adds ${added.join(', ')}: with more capabilities limits may be lifted`;
    problems.push(warning(CODE, message, `${key}.securityContext.capabilities.add`, 'leave out what is not needed'));
  }
  return problems;
}

/** What would let a pod reach the files or the processes of its node. */
export function podSecurityProblems({ hostPID, volumes }: Mapping): Problem[] {
  const problems: Problem[] = [];
  if (hostPID === true) {
    const message = 'the pod sees the processes of the node, those of other slices among them';
    problems.push(warning(CODE, message, 'spec.hostPID', 'leave it out'));
  }
  for (const [i, volume] of (Array.isArray(volumes) ? volumes : []).entries()) {
    if (!isMapping(volume) || !isMapping(volume.hostPath)) continue;
    const message = `volume ${quoted(volume.name)} is ${quoted(volume.hostPath.path)} of the node, where HAMi-core and its accounts may be`;
    problems.push(warning(CODE, message, `spec.volumes[${i}].hostPath`, 'use a claim'));
  }
  return problems;
}
