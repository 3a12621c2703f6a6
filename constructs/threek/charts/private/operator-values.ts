import { IMAGE, LONGEST_SUBDOMAIN, SUBDOMAIN } from '../../../core/rules/names';
import type { TextProps, Values } from '../../../core/values';
import { AccessKey } from '../../operator/access-key';
import type { CPodOperatorProps } from '../../operator/cpod-operator-props';
import { DEFAULTS } from '../../private/operator/info';

/** Secret of the access key, unless the values name another. */
export const ACCESS_KEY_SECRET = 'cpod-access-key';

const REGISTRY = 'sxwl-registry.cn-beijing.cr.aliyuncs.com/sxwl-ai';

/** Declares the values of a CPod operator. No value is a secret: the access key is in a Secret that is there before. */
export const operatorValues = (values: Values): CPodOperatorProps => ({
  accessKey: accessKeyOf(values),
  ...settingsOf(values),
  images: imagesOf(values),
});

function accessKeyOf(values: Values): AccessKey {
  const accessKey = values.group('accessKey', {
    description: 'Token of the portal, in a Secret of the namespace of the release.',
  });
  const secret = accessKey.text('secret', {
    description: 'Name of the Secret.',
    defaultValue: ACCESS_KEY_SECRET,
    pattern: SUBDOMAIN.source,
    maxLength: LONGEST_SUBDOMAIN,
  });
  const key = accessKey.text('key', {
    description: 'Key in it.',
    defaultValue: 'access_key',
    pattern: '^[-._a-zA-Z0-9]+$',
  });
  return AccessKey.fromSecret(secret.text, key.text);
}

function settingsOf(values: Values): Omit<CPodOperatorProps, 'accessKey' | 'images'> {
  const text = (name: string, props: TextProps): string => values.text(name, props).text;
  return {
    cpodId: text('cpodId', {
      description:
        'Id of this cluster at the portal: the MD5 sum of the UID of the namespace kube-system. Two clusters of one id corrupt each other.',
      example: 'c6426b96020dfc0cac3adc1cf3952797',
      pattern: '^[0-9a-f]{32}$',
    }),
    apiAddress: text('apiAddress', {
      description: 'Address of the portal.',
      defaultValue: DEFAULTS.apiAddress,
      pattern: '^https?://[^\\s/@]+(?:/[^\\s@]*)?$',
    }),
    storageClass: text('storageClass', {
      description: 'Storage class of models, data sets and checkpoints; many nodes must be able to mount one claim.',
      defaultValue: DEFAULTS.storageClass,
      pattern: SUBDOMAIN.source,
      maxLength: LONGEST_SUBDOMAIN,
    }),
    ossBucket: text('ossBucket', {
      description: 'Bucket of the object store of the platform.',
      defaultValue: DEFAULTS.ossBucket,
      pattern: SUBDOMAIN.source,
    }),
    logLevel: text('logLevel', {
      description: 'How much is logged.',
      defaultValue: DEFAULTS.logLevel,
      pattern: '^[A-Z]+$',
    }),
  };
}

function imagesOf(values: Values): CPodOperatorProps['images'] {
  const images = values.group('images', { description: 'Images.' });
  const image = (name: string, description: string, defaultValue: string): string =>
    images.text(name, { description, defaultValue, pattern: IMAGE.source }).text;
  return {
    manager: image('manager', 'Controller manager.', `${REGISTRY}/cpodoperator:60f1361`),
    portalSync: image('portalSync', 'Synchronizer with the portal.', `${REGISTRY}/portalsynch:60f1361`),
    rbacProxy: image('rbacProxy', 'Proxy of the figures.', 'quay.io/brancz/kube-rbac-proxy:v0.15.0'),
  };
}
