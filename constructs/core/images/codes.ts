import type { Codes } from '../catalogue';

/** Codes of images and mirrors: 32xx. */
export const IMAGE_CODES: Codes = {
  GPULAB3201: {
    title: 'an image that is not taken from the mirror',
    cause:
      'The app has a mirror, and this image would still be pulled from the registry that it names: no key of the values of its ' +
      'chart holds it, nothing is known of the images of the chart, or it is no reference of an image. On a closed network its pods would not start.',
    remedy:
      'Use a version of the chart whose images are known, give its images with UpstreamChart.of or at(), or leave out what needs the image. ' +
      'In a chart for Helm give the reference of the mirror: ImageMirror.reference(image).',
  },
  GPULAB3202: {
    title: 'an image with a floating tag',
    cause:
      'Without a tag, or with "latest", the image is another one next month: what is copied to a mirror, what was tested and what a ' +
      'new node pulls differ.',
    remedy: 'Name a version, or pin the digest: ImageMirror.of(prefix, { digests }).',
  },
  GPULAB3203: {
    title: 'not a mirror',
    cause: 'The prefix, an image or a digest of an ImageMirror is not of the form that registries have.',
    remedy: 'Give host, port and path, as registry.lab:5000/mirror; digests are sha256: and 64 digits.',
  },
  GPULAB3204: {
    title: 'two images become one',
    cause:
      'In this layout of the mirror two different images have one reference, and pods would start whichever was copied last.',
    remedy: 'Use MirrorLayout.PATH, which keeps the registry and the path of each image.',
  },
  GPULAB3205: {
    title: 'images of a release are not known',
    cause:
      'The list of images is made of what is known of each chart. Of this chart, or of this version of it, nothing is known, so ' +
      'the list lacks its images.',
    remedy: 'Find them with helm template, and give them with UpstreamChart.of or at().',
  },
  GPULAB3206: {
    title: 'not a mirror of charts',
    cause: 'Charts are copied with helm push, which knows folders of registries only: oci://, host, port and path.',
    remedy:
      'Give the folder, as oci://registry.lab:5000/charts. A chart of another kind of repository says so with fromRepository().',
  },
  GPULAB3207: {
    title: 'two charts become one',
    cause: 'Two charts of one name and version are from different repositories, and the mirror has one place for them.',
    remedy:
      'Take both from one repository, or copy one to another folder of the registry and say so with fromRepository().',
  },
  GPULAB3208: {
    title: 'a chart that is not taken from the closed network',
    cause:
      'The app has a mirror of images, so its cluster has no way out, and whoever installs would still fetch this chart from the ' +
      'internet.',
    remedy:
      'Copy the charts (gpulab images --format helm) and give the app a chartMirror, or --chart-mirror. Where the machine that installs ' +
      'has a way out, acknowledge the warning.',
  },
  GPULAB3209: {
    title: 'not an operating system of nodes',
    cause: 'Operators put the system of a node behind the tag of a driver, as NFD labels it; this is not of that form.',
    remedy:
      'Give ID and version as in /etc/os-release: ubuntu22.04, rhel9.4; with the processor where it is not amd64: ubuntu22.04/arm64.',
  },
  GPULAB3230: {
    title: 'a driver image whose tag depends on nodes',
    cause:
      'The operator puts the system of each node behind the tag of this image (595.91.07-ubuntu22.04). The tag without it does not exist, ' +
      'and nodes would not find theirs in the mirror.',
    remedy: "Say what nodes there are: new LabApp({ nodeSystems: ['ubuntu22.04'] }).",
  },
  GPULAB3231: {
    title: 'a digest of an image that nobody uses',
    cause:
      'ImageMirror has a digest for an image, and nothing of the program starts this image: a version has changed, or a name is misspelt.',
    remedy: 'Give the digest for the reference that gpulab images lists, or leave it out.',
  },
};
