import type { Codes } from 'cdk8s-gpulab/lib/core/catalogue';

/** Codes of what the command generates into a program: 430x CustomResourceDefinitions, 431x Helm charts. */
export const GENERATE_CODES: Codes = {
  GPULAB4301: {
    title: 'a file without a CustomResourceDefinition',
    cause: 'There is nothing in it that classes could be made of. Objects of other kinds are left aside.',
    remedy: 'Give the files of the project that brings the kinds, or what `kubectl get crd NAME -o yaml` prints.',
  },
  GPULAB4302: {
    title: 'a file of definitions that is not YAML',
    cause:
      'It is no text, or reading failed at the place: the mistake is there or in the line above. A template of a Helm chart is ' +
      'no YAML either.',
    remedy: 'Mend the place. Of a chart, give what `helm template --include-crds` prints.',
  },
  GPULAB4303: {
    title: 'a CustomResourceDefinition that says something else than it may',
    cause:
      'The API server would refuse the definition, or knows it no longer, as those of `apiextensions.k8s.io/v1beta1`.',
    remedy: 'Mend the place as the message says, or take the definition from a newer version of the project.',
  },
  GPULAB4304: {
    title: 'a kind that is defined twice',
    cause: 'Two of the definitions that were given are of one kind and group, perhaps of two versions of a project.',
    remedy: 'Give one of the two.',
  },
  GPULAB4311: {
    title: 'what is given is no Helm chart',
    cause: 'There is no such folder or file, it has no Chart.yaml, or it is no archive as `helm package` writes it.',
    remedy: 'Give the folder of a chart, or the .tgz that `helm pull` brings.',
  },
  GPULAB4312: {
    title: 'a file of a chart says something else than it may',
    cause: 'Helm would refuse the chart, or read something else than its author meant.',
    remedy: 'Mend the place; it is in Chart.yaml or values.schema.json. values.yaml has codes of its own (41xx).',
  },
  GPULAB4313: {
    title: 'a chart that this one depends on is not beside it',
    cause: 'Its keys are not known, so whatever stands below its name is taken.',
    remedy: 'Run `helm dependency build` in the folder, or give the .tgz that `helm pull` brings: it has them.',
  },
};
