import type { Codes } from '../core/catalogue';

/** Codes of the program and its tree: 10xx. */
export const APP_CODES: Codes = {
  GPULAB1001: {
    title: 'a validation of a construct failed',
    cause:
      'A construct of the program (its own, or of a library) has added a validation to its node, and that said no.',
    remedy: 'Read the message: it is the construct that speaks. The place is where the construct is made.',
  },
  GPULAB1002: {
    title: 'charts or objects wait for each other in a circle',
    cause:
      'With these calls of addDependency no order of applying exists in which everything comes after what it needs.',
    remedy: 'Remove one of the dependencies that the message lists.',
  },
  GPULAB1003: {
    title: 'an object cannot be written',
    cause:
      'cdk8s could not serialise the object: a class instance, a function or a token without a value is among its fields.',
    remedy: 'Give plain data, or a Lazy that produces plain data.',
  },
  GPULAB1004: {
    title: 'a JSON patch was lost',
    cause:
      'The patched value is not in the manifest. The generated classes of cdk8s-plus map fields of known types again after ' +
      'patches, and drop what is not in their own shape: a quantity must be an object with the key "value" there.',
    remedy: 'Patch with { value: "1" } where the field is a quantity or an int-or-string, or use a plain ApiObject.',
  },
  GPULAB1005: {
    title: 'an acknowledgement matches nothing',
    cause: 'The warning it accepts does not occur (any more), or its code or path is misspelt.',
    remedy: 'Delete it, or mend code and path.',
  },
  GPULAB1006: {
    title: 'an error cannot be acknowledged',
    cause: 'Acknowledgements are for warnings. What is an error would be refused by the API server.',
    remedy: 'Mend the error; delete the acknowledgement.',
  },
  GPULAB1007: {
    title: 'a check or a validation threw',
    cause:
      'Code of the program that looks at objects ended with an exception, so nothing is known of what it would have said.',
    remedy: 'Mend the check; the message is that of the exception.',
  },
  GPULAB1008: {
    title: 'a value cannot be written as YAML',
    cause: 'Not a number, an infinite number, or half of a surrogate pair: no reader of YAML would give back the same.',
    remedy: 'Give a finite number or well-formed text.',
  },
  GPULAB1010: {
    title: 'two steps of an installation have one name',
    cause:
      'Releases, and charts of the program, are files and releases of that name in what is delivered; one would take the place ' +
      'of the other.',
    remedy: 'Give the release another releaseName, or the chart another id.',
  },
  GPULAB1009: {
    title: 'a chart is not among the manifests',
    cause:
      'It is a HelmChart, a value of it must be given by whoever installs it, and manifests are written without values files. The ' +
      'manifest of an earlier run, if there is one, is removed.',
    remedy:
      'Write it with `gpulab synth --helm`, or render it with values. To have it in the manifests, give the values defaults; else acknowledge the warning.',
  },
  GPULAB1011: {
    title: 'a version of Kubernetes that cannot be checked',
    cause:
      'kubernetesVersion of the app is no version, or is older than all whose objects are known. A number is none: 1.30 without quotes ' +
      'is 1.3.',
    remedy: 'Give the version of the cluster in quotes, as "1.33".',
  },
  GPULAB1012: {
    title: 'a version of Kubernetes that is not known yet',
    cause:
      'kubernetesVersion of the app is newer than the newest whose objects are known, so that what is new in it counts as a mistake, ' +
      'and what it took away passes.',
    remedy: 'Give the newest version that the message names, or a newer library; else acknowledge the warning.',
  },
};
