import type { SharedGpu, TimeSlicing } from '../time-slicing';

/** ConfigMap of the device plugin: one configuration a key. */
export const TIME_SLICING_CONFIG = 'time-slicing-config';

/** Key of what holds everywhere; no node names it. */
export const EVERYWHERE = 'any';

/** Data of that ConfigMap, in the format of NVIDIA/k8s-device-plugin (api/config/v1). */
export function timeSlicingData({ everywhere, byLabel = {} }: TimeSlicing): { [key: string]: string } {
  const all = everywhere ? { [EVERYWHERE]: everywhere, ...byLabel } : byLabel;
  return Object.fromEntries(Object.entries(all).map(([key, shared]) => [key, configText(shared)]));
}

const configText = ({ replicas, renamed, onlyOne, resource }: SharedGpu): string => `version: v1
sharing:
  timeSlicing:
    renameByDefault: ${renamed ?? false}
    failRequestsGreaterThanOne: ${onlyOne ?? false}
    resources:
      - name: ${resource ?? 'nvidia.com/gpu'}
        replicas: ${replicas}
`;
