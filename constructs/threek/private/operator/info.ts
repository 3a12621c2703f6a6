import type { CPodInfoForm, CPodOperatorProps } from '../../operator/cpod-operator-props';

export const NAMESPACE = 'cpod-system';
export const INFO = 'cpod-info';

/** Defaults of `3kctl deploy` (facts: threek.md 2). */
export const DEFAULTS = {
  apiAddress: 'https://cloud.nascentcore.ai',
  storageClass: 'ceph-filesystem',
  ossBucket: 'sxwl-ai',
  logLevel: 'INFO',
};

/** `cpod-info` as far as the program knows it. */
export function infoManifest(props: CPodOperatorProps, form: CPodInfoForm) {
  const { accessKey, cpodId } = props;
  const data = {
    ...(accessKey._source.value === undefined ? {} : { access_key: accessKey._source.value }),
    ...(cpodId === undefined ? {} : { cpod_id: cpodId }),
    api_address: props.apiAddress ?? DEFAULTS.apiAddress,
    storage_class: props.storageClass ?? DEFAULTS.storageClass,
    oss_bucket: props.ossBucket ?? DEFAULTS.ossBucket,
    log_level: props.logLevel ?? DEFAULTS.logLevel,
  };
  const metadata = { name: INFO, namespace: NAMESPACE };
  return form === 'Secret'
    ? { apiVersion: 'v1', kind: form, metadata, type: 'Opaque', stringData: data }
    : { apiVersion: 'v1', kind: form, metadata, data };
}

/** An environment variable of a container, out of `cpod-info` or of the Secret of the access key. */
export function variable(name: string, key: string, { accessKey }: CPodOperatorProps, form: CPodInfoForm) {
  const { secret, key: secretKey } = accessKey._source;
  if (key === 'access_key' && secret !== undefined) return fromSecret(name, secret, secretKey!);
  return form === 'Secret'
    ? fromSecret(name, INFO, key)
    : { name, valueFrom: { configMapKeyRef: { name: INFO, key } } };
}

export const fromSecret = (name: string, secret: string, key: string) => ({
  name,
  valueFrom: { secretKeyRef: { name: secret, key } },
});
