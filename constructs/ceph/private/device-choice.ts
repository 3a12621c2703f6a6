/** What `CephDevices` holds. */
export type DeviceChoice =
  | { readonly kind: 'every' }
  | { readonly kind: 'name' | 'path'; readonly pattern: string }
  | { readonly kind: 'list'; readonly devices: { readonly [node: string]: readonly string[] } };
