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
};
