import type { Codes } from '../core/catalogue';

/** Codes of releases of other people's charts: 24xx. */
export const UPSTREAM_CODES: Codes = {
  GPULAB2401: {
    title: 'a key that the chart does not have',
    cause:
      'Helm takes any key and ignores those that no template reads, so a typo shows when the default is found at work, if ever.',
    remedy:
      'Mend the key as the hint says. A key that the chart reads all the same goes into rawValues, which nobody checks.',
  },
  GPULAB2402: {
    title: 'a value of another type than its key',
    cause:
      'Templates print what they get: the text "false" counts as true, 1.10 becomes 1.1, and a map where a text is wanted ends in an object that the API server refuses.',
    remedy: 'Give what the message wants; put text that looks like a number into quotes.',
  },
  GPULAB2403: {
    title: 'a value that another version of the chart would not take',
    cause:
      'The keys of a chart are known for the pinned version; UpstreamChart.at() has chosen another one, whose keys may differ.',
    remedy:
      'Look it up in the values of that version. Acknowledge the warning when it is right, or generate the keys of that version with `gpulab generate chart`.',
  },
  GPULAB2404: {
    title: 'a release has a name or namespace that is not allowed',
    cause:
      'Helm keeps a release in a Secret of its name, and charts make names of objects of it; a namespace is a DNS label.',
    remedy: 'Use lower-case letters, digits and "-", a letter or digit at both ends, within the length of the message.',
  },
  GPULAB2405: {
    title: 'a chart that this one needs is not there',
    cause:
      'Its operator or its CustomResourceDefinitions must exist first: without them the release fails, or waits for ever.',
    remedy:
      'Add a release of that chart, or declare `External.of(app).helmChart("name")` when the cluster has it already.',
  },
  GPULAB2406: {
    title: 'a chart is installed twice',
    cause:
      'Some charts bring others as a part of themselves. Two copies share CustomResourceDefinitions and the objects of the whole cluster: they undo what the other does.',
    remedy: 'Switch the part off by the value of the hint, or leave the release of its own out.',
  },
  GPULAB2407: {
    title: 'a value of a release is no plain data',
    cause:
      'Values are written to files as they are. A reference to a declared value, a Lazy or another object has nobody who would resolve it there.',
    remedy: 'Give text, numbers, booleans, null, lists and maps.',
  },
  GPULAB2408: {
    title: 'the keys of a chart cannot be read',
    cause: 'The text in `keys` has a line of another form than the generator writes.',
    remedy: 'Give the text that `gpulab generate chart` writes, unchanged.',
  },
  GPULAB2421: {
    title: 'a chart that does not run on this version of Kubernetes',
    cause:
      'The chart says in its kubeVersion which clusters it runs on. Helm refuses to install it on an older one, and engines that ' +
      'render it elsewhere leave objects that the cluster does not know.',
    remedy: 'Use an older version of the chart, or set kubernetesVersion of the app to that of the cluster.',
  },
  GPULAB2422: {
    title: 'a chart that is retired',
    cause: 'Its project makes no releases any more, so that holes which are found from now on stay open.',
    remedy: 'Move to something that is maintained. Until then, acknowledge the warning.',
  },
  GPULAB2423: {
    title: 'an image of a chart that cannot be read',
    cause: 'The line of ChartFacts.images has a brace too many or too few, no key, or a condition of another form.',
    remedy: 'Write keys in braces with their default, as {image.repository=quay.io/ceph/ceph}:{image.tag=v20.2.4}.',
  },
  GPULAB2424: {
    title: 'a chart that no public repository has',
    cause: 'Its project keeps the chart in its source only, so that Helm cannot load it by name and version.',
    remedy:
      'Push the chart to a registry of your own, and give it: chart.fromRepository("oci://registry.example.com/charts").',
  },
  GPULAB2425: {
    title: 'a password that everybody knows',
    cause:
      'The values of the chart have a password, so that it can be tried at once. Whoever reads the chart can log in to every ' +
      'installation that left it as it is.',
    remedy:
      'Make a Secret and give its name with the value of the hint; where the chart takes none, set the password. Acknowledge the ' +
      'warning for a cluster that nobody else can reach.',
  },
  GPULAB2426: {
    title: 'two releases look after the same things of a node',
    cause:
      'Two device plugins tell the kubelet of the same cards: each card is given away twice, or the second plugin never starts. It ' +
      'is a warning where one of them selects nodes, since labels may keep the two apart.',
    remedy:
      'Switch one of them off by the value or prop of the hint. Where labels keep them apart, say othersHaveOwnNodes where the hint names it, ' +
      'and let the other release select its nodes; or acknowledge the warning.',
  },
  GPULAB2427: {
    title: 'a release has no chart, or the chart lacks a part',
    cause:
      'In plain JavaScript a misspelt member of UpstreamChart is undefined, and a call of UpstreamChart.of may leave out what a ' +
      'release cannot be without.',
    remedy: 'Give the chart, or the prop that the message names.',
  },
  GPULAB2428: {
    title: 'a repository with a password in its URL',
    cause: 'The URL is written to every form of delivery as it is, and the password with it.',
    remedy:
      'Take user and password out of the URL; log in by `helm registry login` or `helm repo add --username`, or a Secret of the engine.',
  },
};
