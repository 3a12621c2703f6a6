export * from './host/compute-provider-hosts';
export * from './host/compute-provider-hosts-props';
export * from './host/domain-certificate';
export * from './host/host-runtime';
export * from './host/provider-host';
export * from './host/provider-settings';
export * from './host/registry-access';
export * from './provider-version';
