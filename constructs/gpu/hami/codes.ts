import type { Codes } from '../../core/catalogue';

/** Codes of slices, and of pods and containers that use them: 270x and 271x. */
const SLICE_CODES: Codes = {
  GPULAB2701: {
    title: 'the memory of a slice is no amount that HAMi gives',
    cause:
      'HAMi counts whole MiB in 31 bits. What is beyond becomes no limit at all, and zero means the whole card: both in silence. Below 256 MiB not even the CUDA context finds room.',
    remedy: 'Give a Size of whole MiB, from 256 MiB up to the memory of one card. It holds for each card of the slice.',
  },
  GPULAB2702: {
    title: 'a share of a card is out of range',
    cause: 'HAMi takes a share above 100 for 100 and zero for no limit, and ignores fractions: all of it in silence.',
    remedy: 'Give a whole number from 1 to 100, or leave the share out where there is to be no limit.',
  },
  GPULAB2703: {
    title: 'a number of cards is out of range',
    cause: 'A pod that asks for zero cards is bound without one. HAMi limits at most 16 cards of a container.',
    remedy: 'Give a whole number from 1 to 16. Leave the slice out where no card is wanted.',
  },
  GPULAB2704: {
    title: 'a whole card is narrowed',
    cause: 'A whole card has all of its memory and compute, and nobody shares it. HAMi would ignore one of the two.',
    remedy: 'Take GpuSlice.percent or GpuSlice.memory for a part, or leave out what narrows.',
  },
  GPULAB2705: {
    title: 'a container sets a variable or a mount that HAMi sets',
    cause: 'It would lift the limits of the slice, or point HAMi-core at a library or an account of its own.',
    remedy: 'Leave it out: HAMi writes it from the slice. Compute policy and log level are options of the workload.',
  },
  GPULAB2706: {
    title: 'HAMi refuses the pod of a slice, or does not see it',
    cause:
      'Its webhook denies pods with a privileged container or a preset node, and leaves pods of another scheduler alone: these would wait for ever.',
    remedy: 'Remove what the message names. A node is chosen with a nodeSelector.',
  },
  GPULAB2707: {
    title: 'a container asks for cards by hand beside its slice',
    cause: 'Two sources for one amount: one of them would be lost.',
    remedy: 'Remove the resources of HAMi from the container; the slice writes them.',
  },
  GPULAB2708: {
    title: 'a selection of cards is not one that HAMi understands',
    cause:
      'HAMi compares texts: a blank or a comma in a name, a misspelt UUID or an empty item matches nothing, or in some versions everything.',
    remedy:
      'Name parts of models without commas, and UUIDs as nvidia-smi -L prints them. A model matches by what it contains: A10 is also A100.',
  },
  GPULAB2709: {
    title: 'a policy of placement is unknown or has no effect',
    cause:
      'HAMi takes every word that it does not know for its default, in silence, and weights that are wrong keep a pod pending.',
    remedy: 'Use the members of the enumerations, each once, and only one of binpack and spread.',
  },
  GPULAB2710: {
    title: 'a slice names a container that the pod does not have, or no container has a slice',
    cause: 'The name is misspelt, or everything is left without a card.',
    remedy: 'Mend the name, or take a plain workload.',
  },
  GPULAB2711: {
    title: 'an init container is left without the slice',
    cause:
      'HAMi 2.10.0 drops the booking of the whole pod when such an init container ends, and gives its card to others: two pods with more memory than the card has.',
    remedy: 'Give the init container a slice, too; it shares the card with the containers that come after it.',
  },
  GPULAB2712: {
    title: 'a pod with a slice has rights by which it may lift its limits',
    cause:
      'HAMi-core is a library that programs load. Who gets more rights, sees the processes of the node or reaches its files may run without it, or change what is booked.',
    remedy: 'Leave the right out, or acknowledge the warning if the users of the pod are trusted.',
  },
};

/** Codes of the HAMi release: 272x. */
const STACK_CODES: Codes = {
  GPULAB2721: {
    title: 'workloads ask for resources that the HamiStack calls otherwise',
    cause:
      'They were made before the stack, or have other names than it. This HAMi does not know the resources: the pods would wait for ever.',
    remedy: 'Make the HamiStack first, or give the workloads its names.',
  },
  GPULAB2722: {
    title: 'more memory is promised than the cards have',
    cause:
      'HAMi then books more than there is, and sets a variable that HAMi-core does not read: nothing moves to the memory of the host. Who comes last gets errors of CUDA.',
    remedy:
      'Leave memoryScaling at 1, or acknowledge the warning if the containers are known to use less than they ask for.',
  },
  GPULAB2723: {
    title: 'two HamiStacks are in one program',
    cause: 'They would share nodes, the webhook and the names of resources.',
    remedy: 'Make one. Nodes of several kinds go into its values.',
  },
  GPULAB2724: {
    title: 'values of a HamiStack rename what its names say',
    cause: 'Workloads take the names from the stack, and would ask for resources that this HAMi does not know.',
    remedy: 'Give names in place of the value.',
  },
};

/** Codes of slices without Kubernetes: 273x. */
const DOCKER_CODES: Codes = {
  GPULAB2730: {
    title: 'a slice does not fit on the card that it is for',
    cause: 'HAMi-core would allow more than there is; nobody else checks it without Kubernetes.',
    remedy: 'Make the slice smaller, or say how much memory one card has.',
  },
  GPULAB2731: {
    title: 'a slice and the devices that it is given differ in number',
    cause: 'The container would see other cards than the limits are for.',
    remedy: 'Name as many different devices as the slice has cards.',
  },
  GPULAB2732: {
    title: 'a path on a compute node cannot be mounted',
    cause: 'Docker takes a relative path for the name of a volume, and reads a comma as the next option.',
    remedy: 'Give an absolute path without "..", commas and control characters, of at most 500 characters.',
  },
};

/** Codes of `gpulab fit`: 274x. */
const FIT_CODES: Codes = {
  GPULAB2740: {
    title: 'pods of a workload find no card',
    cause: 'They would be Pending. The reasons are those that HAMi or kube-scheduler writes to the pod, node by node.',
    remedy: 'Ask for less, add cards to the inventory, or choose other cards.',
  },
  GPULAB2741: {
    title: 'pods would run without a card',
    cause:
      'HAMi 2.10.0 drops a request of zero cards, or of more memory than 31 bits hold, and binds the pod all the same.',
    remedy: 'Mend the amount: gpumem is a plain number of MiB, so 4Gi is 4294967296 MiB. Leave a zero out.',
  },
  GPULAB2742: {
    title: 'pods lose their booking when their init container ends',
    cause:
      'An init container asks for no card. HAMi 2.10.0 then takes the booking of the first container for its, and drops it: the card is given away twice.',
    remedy: 'Give the init container the same limits, as HamiSlicedWorkload does.',
  },
  GPULAB2743: {
    title: 'the inventory does not say how much memory cards have',
    cause: 'Slices of such cards cannot be counted.',
    remedy: 'Add memory to the gpus of the host, as nvidia-smi prints it: 24564Mi.',
  },
  GPULAB2744: {
    title: "HAMi's webhook would refuse pods",
    cause: 'A percentage out of range, a privileged container or a preset node: the pod is never created.',
    remedy: 'Mend what the message names.',
  },
  GPULAB2745: {
    title: 'HAMi ignores a part of what pods ask for',
    cause: 'It overrides one amount by another, clamps it, or takes zero for no limit, and says nothing.',
    remedy: 'Write what is meant; GpuSlice refuses such amounts.',
  },
  GPULAB2746: {
    title: 'pods that HAMi does not know may land on its nodes',
    cause:
      'They ask for cards by the name that HAMi uses, its webhook leaves them alone, and kube-scheduler takes the slots of its nodes for whole cards: the pod would get no limits, or not start.',
    remedy: 'Give them a nodeSelector that keeps them on other nodes, or let HAMi schedule them.',
  },
  GPULAB2747: {
    title: 'pods with cards are not counted',
    cause:
      'Pods of a DaemonSet follow the labels of nodes, which no inventory has; those of other custom resources an operator makes, as many as it likes.',
    remedy: 'Leave room for them on the machines, and acknowledge the warning.',
  },
  GPULAB2748: {
    title: 'pods choose cards by what the inventory does not say',
    cause:
      'HAMi compares models with the name of the product, as "NVIDIA GeForce RTX 2080 Ti", which the model of an inventory need not be like; and UUIDs with those of the cards. The pods are booked nowhere.',
    remedy: 'Add product or uuid to the gpus of the host, as nvidia-smi -L prints them.',
  },
  GPULAB2749: {
    title: 'the group of machines whose cards are sliced is not in the inventory',
    cause: 'hosts of the HamiStack is misspelt, or the inventory is that of another site.',
    remedy: 'Name a group of the inventory, or leave hosts out where HAMi is on all machines.',
  },
  GPULAB2750: {
    title: 'pods select a model or a group that the inventory does not have',
    cause: 'The value is misspelt, or the label means something else. Labels that are not known are believed.',
    remedy: 'Mend the value, add the model to the inventory, or acknowledge the warning.',
  },
  GPULAB2751: {
    title: 'a slice is so small that nothing starts in it',
    cause:
      'A CUDA context alone takes hundreds of MiB. GpuSlice.memory refuses less than 256; a share depends on the card.',
    remedy: 'Ask for more, or for larger cards.',
  },
};

/** Every code of HAMi: 27xx. */
export const HAMI_CODES: Codes = { ...SLICE_CODES, ...STACK_CODES, ...DOCKER_CODES, ...FIT_CODES };
