/** Calls of the kernel as the container runtime allows them by default. */
export const RUNTIME_DEFAULT = { type: 'RuntimeDefault' };

/** What a container may do to the node: nothing. */
export const LOCKED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/**
 * For programs whose images name no user, and which would be root without need: they talk to the API server only, write no file, and
 * listen above port 1024. The user is that of the images of distroless.
 */
export const NOBODY = { runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, seccompProfile: RUNTIME_DEFAULT };
