import type { Codes } from '../core/catalogue';

/** Codes of the GPU operator and of monitoring: 25xx. */
export const GPU_CODES: Codes = {
  GPULAB2501: {
    title: 'the GPU driver would wait for ever for a network driver',
    cause:
      'With RDMA on, its pod waits on each node with a Mellanox card until the driver of that card is there. Nobody in the program brings it.',
    remedy: 'Give the stack a nic, say useHostMofed if the hosts have the driver, or set rdma to false.',
  },
  GPULAB2502: {
    title: 'the network driver would come from two sides',
    cause: 'The hosts are said to have it, and the network operator is to load its own over it.',
    remedy: 'Leave useHostMofed out, or take NicDriver.preinstalled().',
  },
  GPULAB2504: {
    title: 'a version of an operator cannot be read',
    cause: 'What the values look like depends on it: keys have come and gone.',
    remedy: 'Write year, month and patch as the repository of the chart does, as v26.7.0 or 26.4.1.',
  },
  GPULAB2505: {
    title: 'it is not known which images go with a version of the network operator',
    cause: 'Its policy names every image, and a wrong pair of operator and driver does not start.',
    remedy: 'Take a version that is known, or give the version of the driver.',
  },
  GPULAB2506: {
    title: 'whereabouts is not part of this version of the network operator',
    cause: 'Since 25.10 its policy has no field for it: the API server would refuse the policy.',
    remedy: 'Install whereabouts by itself and take NicIpam.NONE, or take NicIpam.NV_IPAM.',
  },
  GPULAB2507: {
    title: 'a ServiceMonitor without a Prometheus operator',
    cause: 'The kind would not be known when the GPU operator looks: it leaves it out for good, or is never ready.',
    remedy: 'Give the stack the GpuMonitoring, or declare the definition as external.',
  },
  GPULAB2508: {
    title: 'figures of GPUs would get lost',
    cause: 'The GPU operator offers them in one way, and the monitoring asks in another.',
    remedy: 'Leave metrics of the stack out: it is what the monitoring wants.',
  },
  GPULAB2509: {
    title: 'time slicing that shares nothing',
    cause: 'Neither all nodes nor any label is given, so GPUs would stay whole.',
    remedy: 'Give everywhere or byLabel, or leave timeSlicing out.',
  },
  GPULAB2510: {
    title: 'a network device that selects no card',
    cause: 'Every list of its selectors is empty, and the device plugin refuses its whole configuration then.',
    remedy: 'Give one list, or leave vendors out: it is Mellanox by default.',
  },
  GPULAB2511: {
    title: 'a password stands in values',
    cause: 'Values are written to files and kept by Helm in the cluster, where many can read them.',
    remedy: 'Keep it in a Secret, and name that in grafanaAdmin.',
  },
};
