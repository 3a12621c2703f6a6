/** Label of the nodes that hold Ceph (facts: threek.md 5.1). */
export const NODE_LABEL = { key: 'role', value: 'ceph' };

/** Tolerations of taints by their keys, whatever value and effect they have. */
export const tolerationsOf = (taints: readonly string[] = []): object[] =>
  taints.map((key) => ({ key, operator: 'Exists' }));

/** Is there a taint to tolerate? */
export const hasTaints = (taints: readonly string[] | undefined): boolean => taints !== undefined && taints.length > 0;

/** Where all daemons run: on nodes with the label. */
export function placementOf(taints: readonly string[] | undefined): object {
  const { key, value } = NODE_LABEL;
  return {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key, operator: 'In', values: [value] }] }],
      },
    },
    ...(hasTaints(taints) ? { tolerations: tolerationsOf(taints) } : {}),
  };
}
