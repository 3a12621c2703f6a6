/** Label of the nodes that hold Ceph (facts: threek.md 5.1). */
export const NODE_LABEL = { key: 'role', value: 'ceph' };

/** Tolerations of taints by their keys, whatever value and effect they have. */
export const tolerationsOf = (taints: readonly string[] = []): object[] =>
  taints.map((key) => ({ key, operator: 'Exists' }));

/** Where all daemons run: on nodes with the label. */
export function placementOf(taints: readonly string[] | undefined): object {
  const { key, value } = NODE_LABEL;
  const tolerations = tolerationsOf(taints);
  return {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key, operator: 'In', values: [value] }] }],
      },
    },
    ...(tolerations.length > 0 ? { tolerations } : {}),
  };
}
