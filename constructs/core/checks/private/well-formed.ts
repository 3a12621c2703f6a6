import type { Manifest } from '../check';

/** Has it what makes an object of Kubernetes? A JSON patch or a `toJson` of the user's can take anything away. */
export const isWellFormed = ({ apiVersion, kind, metadata }: Manifest): boolean =>
  typeof apiVersion === 'string' && typeof kind === 'string' && typeof metadata === 'object' && metadata !== null;
