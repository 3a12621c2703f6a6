import type { Codes } from './catalogue';

/** Codes of the checks that every object goes through: 11xx objects, 12xx shapes, 13xx references, 14xx limits. */
export const CORE_CODES: Codes = {
  GPULAB1101: {
    title: 'an object is there twice',
    cause:
      'Two objects have the same API group, kind, namespace and name. On the cluster the second would overwrite the first.',
    remedy: 'Give one of them another name, or make the object once and let both places use it.',
  },
  GPULAB1102: {
    title: 'an object has no name',
    cause: 'Neither metadata.name nor metadata.generateName is set, so the API server would not know what to call it.',
    remedy: 'Set metadata.name.',
  },
  GPULAB1103: {
    title: 'a name that its kind does not allow',
    cause: 'Each kind has a rule for names, because host names, file names or URLs are made of them.',
    remedy:
      'Choose a name by the rule in the message. Lower case letters, digits and "-", a letter first, at most 52, suit every kind.',
  },
  GPULAB1104: {
    title: 'a name that no namespace can have',
    cause: 'The namespace of an object must be a DNS label: it becomes a part of host names.',
    remedy: 'Mend the namespace of the object or of its chart.',
  },
  GPULAB1105: {
    title: 'a namespace on an object of the whole cluster',
    cause:
      'Kinds such as ClusterRole belong to no namespace. The API server drops the field; tools that trust it go astray.',
    remedy: 'Leave metadata.namespace out.',
  },
  GPULAB1106: {
    title: 'an object without namespace',
    cause: 'It would land in whatever namespace the person who applies it has chosen at that moment.',
    remedy: 'Set the namespace of the object, or of its chart.',
  },
  GPULAB1107: {
    title: 'a label that is not allowed',
    cause:
      'Keys and values of labels and selectors are short and made of few characters, so that they can be looked up.',
    remedy: 'Shorten or mend the key or value; free text belongs into an annotation.',
  },
  GPULAB1108: {
    title: 'an annotation that is not allowed',
    cause: 'Keys follow the rule of label keys, and all annotations of an object together have at most 256 KiB.',
    remedy: 'Mend the key; put large data into a ConfigMap.',
  },
  GPULAB1109: {
    title: 'a finalizer or an owner that is not allowed',
    cause:
      'Finalizers have a domain in front; an owner has API version, kind, name and uid, and one owner at most is the controller.',
    remedy: 'Mend or delete the entry.',
  },
  GPULAB1201: {
    title: 'an API that the target does not have',
    cause:
      'The kind is part of another version of Kubernetes than the one the app is for, so the cluster would not know it.',
    remedy: 'Use the API version of the hint, or set kubernetesVersion to the version of the cluster.',
  },
  GPULAB1202: {
    title: 'a kind that does not exist',
    cause:
      'No version of Kubernetes that the library knows has this kind in this API version: it is misspelt, was moved or was retired.',
    remedy: 'Mend apiVersion or kind as the hint says.',
  },
  GPULAB1203: {
    title: 'a field that does not exist',
    cause:
      'The kind has no such field. With strict validation the API server refuses the object, without it drops the field in silence.',
    remedy: 'Mend the spelling, or move the field to where it belongs.',
  },
  GPULAB1204: {
    title: 'a field is missing',
    cause: 'The API server refuses the object without it.',
    remedy: 'Give the field a value.',
  },
  GPULAB1205: {
    title: 'a value of the wrong type',
    cause:
      'A text where a number belongs, one thing where a list belongs, and the like. The API server cannot read the object.',
    remedy:
      'Give a value of the type in the message. Numbers and true or false in texts (labels, environment, data) need quotes.',
  },
  GPULAB1206: {
    title: 'a number that is out of range',
    cause:
      'The API server takes only numbers within limits here. With server-side apply a number that has too many bits is even cut off without a word.',
    remedy: 'Choose a number within the limits of the message.',
  },
  GPULAB1207: {
    title: 'a value that is none of the allowed ones',
    cause: 'The field takes one of a few words, in exactly this spelling.',
    remedy: 'Choose one of the message.',
  },
  GPULAB1208: {
    title: 'an amount that is no quantity',
    cause:
      'Amounts are a number and perhaps a unit: m, k, M, G, T or Ki, Mi, Gi, Ti. There is no B at the end and no blank inside.',
    remedy: 'Write 16Gi for gibibytes, 16G for gigabytes, 500m for half.',
  },
  GPULAB1209: {
    title: 'a text of the wrong form',
    cause: 'Names inside an object, paths, addresses, times and schedules have a form, and the API server checks it.',
    remedy: 'Mend the text as the message says.',
  },
  GPULAB1210: {
    title: 'something is there twice in one object',
    cause: 'Containers, volumes, ports, mounts and variables are told apart by their names, so each can be there once.',
    remedy: 'Rename or delete one of the two.',
  },
  GPULAB1211: {
    title: 'fields that do not go together',
    cause: 'Some fields exclude each other, and of some exactly one is needed.',
    remedy: 'Keep the one that is meant.',
  },
  GPULAB1212: {
    title: 'a name that the same object does not define',
    cause: 'A mount without its volume, a claim that the pod does not have, an exception outside of its network.',
    remedy: 'Define what is named, or mend the name.',
  },
  GPULAB1213: {
    title: 'resources that do not add up',
    cause:
      'Amounts are not negative, requests do not exceed limits, and devices such as GPUs are whole and never shared: request and limit are equal.',
    remedy: 'Mend the amounts. For a GPU a limit is enough.',
  },
  GPULAB1214: {
    title: 'a selector that does not match its own pods',
    cause:
      'A workload finds its pods by their labels. If the selector misses the labels of the template, it would make pods for ever.',
    remedy: 'Repeat the labels of the selector in template.metadata.labels.',
  },
  GPULAB1215: {
    title: 'a value that is not allowed here',
    cause:
      'The value exists, but not for this kind or this type: a Deployment restarts its pods always, a Job never or on failure.',
    remedy: 'Use the value or the kind that the message names.',
  },
  GPULAB1216: {
    title: 'too much of something',
    cause:
      'The API server limits how large an object or a list in it may be; a ConfigMap or Secret has at most one mebibyte.',
    remedy: 'Split it, or keep large data in a volume.',
  },
  GPULAB1217: {
    title: 'a value that is legal and hardly meant',
    cause: 'The API server takes it and does something that nobody wants: 128m of memory is an eighth of a byte.',
    remedy: 'Read the hint. If it is meant, acknowledge the warning.',
  },
  GPULAB1218: {
    title: 'a text of custom kinds that cannot be read',
    cause:
      'What was given to `customKinds` is not what `gpulab generate crd` writes: another file, or one that was changed.',
    remedy: 'Run `gpulab generate crd` with your CustomResourceDefinitions, and hand over what it writes.',
  },
  GPULAB1301: {
    title: 'a claim that nobody makes',
    cause:
      'A pod mounts a PersistentVolumeClaim that is neither in the output nor declared to exist. Without it the pod waits for ever.',
    remedy: 'Make the claim, mend its name, or declare it with app.external.persistentVolumeClaim(namespace, name).',
  },
  GPULAB1302: {
    title: 'a ConfigMap that nobody makes',
    cause:
      'A pod uses a ConfigMap that is neither in the output nor declared to exist. Without it the pod does not start.',
    remedy:
      'Make it, mend the name, mark the reference as optional, or declare it with app.external.configMap(namespace, name).',
  },
  GPULAB1303: {
    title: 'a Secret that nobody makes',
    cause:
      'Something uses a Secret that is neither in the output, nor made by a Certificate or ExternalSecret there, nor declared to exist.',
    remedy: 'Make it, mend the name, or declare it with app.external.secret(namespace, name).',
  },
  GPULAB1304: {
    title: 'a service account that nobody makes',
    cause:
      'A pod or a binding names a ServiceAccount that is neither in the output nor declared to exist. Its pods are refused.',
    remedy: 'Make it, mend the name, or declare it with app.external.serviceAccount(namespace, name).',
  },
  GPULAB1305: {
    title: 'a storage class that nobody makes',
    cause:
      'A claim names a StorageClass that is neither in the output nor declared to exist. Without it the claim is never bound.',
    remedy: 'Make it, mend the name, or declare it with app.external.storageClass(name).',
  },
  GPULAB1306: {
    title: 'a priority class that nobody makes',
    cause: 'A pod names a PriorityClass that is neither in the output nor declared to exist. Its pods are refused.',
    remedy: 'Make it, mend the name, or declare it with app.external.priorityClass(name).',
  },
  GPULAB1307: {
    title: 'a role that nobody makes',
    cause:
      'A binding names a Role or ClusterRole that is neither in the output nor declared to exist. It grants nothing.',
    remedy: 'Make it, mend the name, or declare it with app.external.clusterRole(name).',
  },
  GPULAB1401: {
    title: 'a container that says nothing of what a quota counts',
    cause: 'A quota for cpu or memory makes the API server refuse every pod whose containers do not state them.',
    remedy: 'Set requests and limits, or give the namespace a LimitRange with defaults.',
  },
  GPULAB1402: {
    title: 'a workload that can never fit its quota',
    cause:
      'Alone in its namespace, it wants more than the quota allows. The object is accepted, and its pods or its claim are refused.',
    remedy: 'Ask for less, or raise the quota.',
  },
};
