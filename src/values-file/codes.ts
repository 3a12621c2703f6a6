import type { Codes } from 'cdk8s-gpulab/lib/core/catalogue';

/** Codes of values files and of rendering with them: 41xx. */
export const VALUES_CODES: Codes = {
  GPULAB4101: {
    title: 'a values file cannot be read',
    cause: 'It is not there, may not be read by this user, or is not UTF-8.',
    remedy: 'Mend the path, or save the file as UTF-8.',
  },
  GPULAB4102: {
    title: 'a values file is not one YAML document',
    cause:
      'Helm could not read it, or its versions would read different things: of two documents Helm 3 takes the first, Helm 4 ' +
      'both. The place is where reading failed: the mistake is there or in the line above.',
    remedy: 'Mend the place. Indent with blanks, close quotes and brackets, put text with ": " or " #" in quotes.',
  },
  GPULAB4103: {
    title: 'a key of a values file is there twice',
    cause: 'Helm takes the last one without a word, which is hardly ever meant.',
    remedy: 'Remove one of the two. A merge key (<<) stands before the keys that win over it.',
  },
  GPULAB4104: {
    title: 'a key of a values file means something else than it says',
    cause: 'YAML 1.1, which Helm reads, takes y, no and on for true and false, and 0x10 for 16, as keys, too.',
    remedy: 'Put the key in quotes.',
  },
  GPULAB4105: {
    title: 'a number of a values file cannot be kept exactly',
    cause:
      'Helm cannot tell whole numbers beyond 9007199254740991 from their neighbours, and refuses infinity and what is not a number.',
    remedy: 'Put it in quotes if it is a name or an id; else write a smaller number.',
  },
  GPULAB4106: {
    title: 'a values file holds no mapping',
    cause: 'Values have names: a file of them is a mapping (name: value).',
    remedy: 'Give each value its name, as in "Replicas: 1". A colon needs a blank behind it.',
  },
  GPULAB4110: {
    title: 'a --set cannot be read',
    cause:
      'Its notation is that of Helm: keys apart by dots, indices in brackets, values apart by commas, lists in braces.',
    remedy: 'Put the argument in quotes for the shell, and a backslash before a comma or dot that is part of a text.',
  },
  GPULAB4111: {
    title: 'there is no such chart',
    cause: 'Neither the program nor the command has a Helm chart of this name.',
    remedy: 'The hint names the charts that there are. A chart of a program is a HelmChart; --app names the program.',
  },
  GPULAB4112: {
    title: 'a folder that does not give releases',
    cause:
      'With --each every .yaml or .yml file below the folder is one release, named after the file and the folders that it is ' +
      'in. There is none, or two have the same name.',
    remedy: 'Mend the path, or rename one of the files.',
  },
  GPULAB4113: {
    title: 'no object of a release is in its namespace',
    cause: 'The chart takes the namespace from its values, or names a fixed one, so --namespace has no effect.',
    remedy: 'Give the value that names the namespace, as NameSpace of student-workload; leave --namespace out.',
  },
};
