import type { Codes } from '../core/catalogue';

/** Codes of writing the output: 30xx files, 31xx Helm charts. */
export const OUTPUT_CODES: Codes = {
  GPULAB3001: {
    title: 'the output folder holds files of others',
    cause:
      'The folder is not empty and has no list of files of an earlier run (apply-order.txt; chart-files.txt for Helm charts, ' +
      'imported-files.txt for imported values). Files there could be lost, and kubectl would apply them together with ours.',
    remedy: 'Choose an empty or a new folder, or empty this one. Hidden files such as .git may stay.',
  },
  GPULAB3002: {
    title: 'something of another kind is in the way',
    cause:
      'There is a file where a folder must be, a folder where a file must be, or a symbolic link that leads nowhere.',
    remedy: 'Move it away, or choose another output folder.',
  },
  GPULAB3003: {
    title: 'two sources for one file',
    cause:
      'Two charts (or two objects, with one file per object) would be written to the same file, and one would be lost.',
    remedy: 'Give one of the charts another id, or choose the output type with one folder per chart.',
  },
  GPULAB3004: {
    title: 'a file of somebody else has the name of ours',
    cause:
      'The file is not in the list of an earlier run of ours (apply-order.txt, chart-files.txt or imported-files.txt), and ' +
      'not what we would write.',
    remedy: 'Move the file away, or delete it if nobody needs it.',
  },
  GPULAB3005: {
    title: 'not permitted',
    cause: 'The user who runs this may not read or write there, or the file system is read-only. Nothing was changed.',
    remedy: 'Mend the permissions, or choose another output folder.',
  },
  GPULAB3006: {
    title: 'the disk is full',
    cause:
      'New files are complete before the old ones are touched, so the output folder is still that of the run before.',
    remedy: 'Make room on the file system of the output folder, or raise the quota.',
  },
  GPULAB3007: {
    title: 'the file system failed',
    cause: 'The operating system reported an error that has nothing to do with the program or its input.',
    remedy: 'The message is that of the operating system; look after the disk or the network mount.',
  },
  GPULAB3008: {
    title: 'another run writes the same folder',
    cause: 'The output folder changed between the beginning and the end of this run, so two outputs would be mixed.',
    remedy: 'Run again when the other is done, or give each its own output folder.',
  },
  GPULAB3009: {
    title: 'not a name for an output file',
    cause:
      'A name must be a relative path without "." and "..", backslashes and control characters: it becomes a line of the list ' +
      'of files.',
    remedy: 'Give the chart another id.',
  },
  GPULAB3101: {
    title: 'not a name for a Helm chart',
    cause: 'The name is a folder, a part of the address in a registry, and a label of what is installed.',
    remedy: 'Give the HelmChart a chartName of lower case letters, digits and "-", at most 63.',
  },
  GPULAB3102: {
    title: 'not a version of a Helm chart',
    cause: 'Helm and its registries order versions by SemVer 2, and refuse others.',
    remedy:
      'Give three numbers, as 1.4.0; a pre-release is 1.4.0-rc.1. The version of what is installed is appVersion.',
  },
  GPULAB3103: {
    title: 'a dependency that a Helm chart cannot have',
    cause:
      'Helm finds another chart by name, version and repository, and hands it the values below its name or alias. One of these ' +
      'is missing, or the name is taken.',
    remedy: 'Write the dependency as its registry has it; give it an alias when the name is taken.',
  },
  GPULAB3104: {
    title: 'two Helm charts of one name',
    cause: 'Each chart is written to a folder with its name, and one would be lost.',
    remedy: 'Give one of them another chartName.',
  },
  GPULAB3105: {
    title: 'a program without Helm charts',
    cause: 'Helm charts were asked for, but no chart of the program says that it is one.',
    remedy: 'Add `new HelmChart(chart, { version: "1.0.0" })` for each LabChart that is to become one.',
  },
  GPULAB3106: {
    title: 'values that the schema of the chart refuses',
    cause:
      'The values (defaults, and over them those that were given) are not of the form that values.schema.json asks for.',
    remedy: 'Mend the value that the message names; the README of the chart lists all of them.',
  },
  GPULAB3107: {
    title: 'values that do not go together',
    cause: 'Each value is good by itself, but the chart has a rule over several of them.',
    remedy: 'The message is that of the chart.',
  },
  GPULAB3108: {
    title: 'a Helm chart that its own defaults and examples do not suit',
    cause:
      'Helm checks a chart by rendering it with its defaults, and with the examples of what has none. Here the schema or a rule ' +
      'of the chart refuses them, so nobody could try it out.',
    remedy: 'Change the default, the example or the rule.',
  },
  GPULAB3109: {
    title: 'not a name of a release or its namespace',
    cause: 'Helm keeps a release under its name, and its namespace is a name of Kubernetes: both have rules.',
    remedy: 'Use lower case letters, digits and "-", at most 53 for a release.',
  },
  GPULAB3210: {
    title: 'deliveries need one file a chart',
    cause: 'A step of an installation is one file. With another yamlOutputType, files and steps do not match.',
    remedy: 'Leave yamlOutputType out, or give YamlOutputType.FILE_PER_CHART.',
  },
  GPULAB3211: {
    title: 'not a name for a step of an installation',
    cause: 'The step becomes a release of Helm or an object of an engine, and both have rules for names.',
    remedy:
      'Use lower case letters, digits and "-", at most as many as the message says, for the ids of the chart and what it is in.',
  },
  GPULAB3212: {
    title: 'a chart that cannot be fetched',
    cause:
      'Helm needs the name of a chart, one exact version (a range would install something else tomorrow) and an address with ' +
      'http://, https:// or oci://.',
    remedy: 'Write name, version and repository as the repository has them.',
  },
  GPULAB3213: {
    title: 'two deliveries want one file',
    cause: 'Deliveries share files of equal content. Here two of one kind with other options would each write its own.',
    remedy: 'Keep one of them, or make a program for each.',
  },
  GPULAB3214: {
    title: 'not a folder in a repository',
    cause: 'An engine reads the output from a Git repository, and nothing outside of it.',
    remedy: 'Give the path of the output folder relative to the root of the repository.',
  },
  GPULAB3215: {
    title: 'a wait that no command can say',
    cause: 'A wait becomes words of a command on one line, and one of its texts is empty or holds a control character.',
    remedy: 'Mend resource, name, namespace, condition or value of the Wait.',
  },
  GPULAB3220: {
    title: 'helm cannot be started',
    cause: 'Inline delivery renders charts with a local helm, and there is no such command, or it fails at once.',
    remedy: 'Install Helm 3 or 4, or name it with the option `helm` of `Delivery.inline`.',
  },
  GPULAB3221: {
    title: 'a chart is not in the folder',
    cause: 'Inline delivery fetches nothing: the chart must be there as NAME or NAME-VERSION.tgz.',
    remedy: 'Fetch it with the command of the hint.',
  },
  GPULAB3222: {
    title: 'a chart in the folder has another version',
    cause: 'Its Chart.yaml does not say what the program pins, so something else would be installed.',
    remedy: 'Fetch the pinned version, or pin the one that is there.',
  },
  GPULAB3223: {
    title: 'helm refused to render a release',
    cause: 'The templates of the chart failed with these values for this version of Kubernetes.',
    remedy: 'The message is that of helm: mend the value that it names.',
  },
  GPULAB3224: {
    title: 'an object of a rendered release cannot be placed',
    cause:
      'An object without a namespace is of a custom kind that nobody has declared, so it is not known whether it belongs into ' +
      'the namespace of the release or to the whole cluster; or the chart printed something that is no object.',
    remedy: 'Declare the kind: app.external.customKind("example.com/v1", "Widget", Scope.NAMESPACED).',
  },
};
