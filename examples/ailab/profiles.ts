import { type LabProfile, PodSecurityLevel, QuotaProfile } from 'cdk8s-gpulab';
import { images } from './site';

/** What the students of each course get; the last column of the roster names one of these. */
export const profiles: { [name: string]: LabProfile } = {
  // Training over several nodes: the large cards and InfiniBand.
  'large-models': {
    quota: QuotaProfile.student(),
    gpuModels: ['RTX4090D'],
    starter: { baseName: 'pytorch', image: images.pytorch, gpuModel: 'RTX4090D', gpus: 1, infiniband: true },
  },

  // Strangers on campus machines: small containers, a network of their own, no way to more rights.
  vision: {
    quota: QuotaProfile.student({ cpu: '32', memory: '256Gi', gpus: 2 }),
    gpuModels: ['RTX4090', 'RTX3090'],
    limits: { cpu: '4', memory: '8Gi', maxCpu: '16', maxMemory: '128Gi' },
    isolation: { ingressCidrs: ['10.0.0.0/8'], egressCidrs: ['10.0.0.0/8'], ingressNamespaces: ['ingress-nginx'] },
    podSecurity: { enforce: PodSecurityLevel.BASELINE, audit: PodSecurityLevel.RESTRICTED },
    starter: {
      baseName: 'jupyter',
      image: images.jupyter,
      gpuModel: 'RTX4090',
      gpus: 1,
      sharedMemory: '8Gi',
      extraPort: 8888,
    },
  },

  // First steps: mostly on the processor, and whatever card is free.
  intro: {
    quota: QuotaProfile.student({ cpu: '16', memory: '64Gi', gpus: 1, pods: 5 }),
    starter: { baseName: 'course', cpu: '2', memory: '4Gi' },
  },
};
