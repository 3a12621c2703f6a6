import type { Codes } from 'cdk8s-gpulab/lib/core/catalogue';

/** Codes of what the command generates into a program: 430x CustomResourceDefinitions. */
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
};
