import type { ComputeProviderStackProps } from '../../cluster/compute-provider-stack-props';
import { ProviderGpu } from '../../cluster/provider-gpu';
import { ProviderIngress } from '../../cluster/provider-ingress';
import { TaskPolicies } from '../../cluster/task-policies';

/** What props say, with what holds where they say nothing. */
export interface Settings {
  readonly podSubnet: string;
  readonly ingress: ProviderIngress;
  readonly policies: TaskPolicies;
  readonly gpu: ProviderGpu;
}

/** Not 192.168.0.0/16, the default of Calico: many offices and homes have it (facts: compute-provider.md 2.3). */
const POD_SUBNET = '10.244.0.0/16';

export const settingsOf = (props: ComputeProviderStackProps): Settings => ({
  podSubnet: props.podSubnet ?? POD_SUBNET,
  ingress: props.ingress ?? ProviderIngress.nginx(),
  policies: props.policies ?? TaskPolicies.isolated(),
  gpu: props.gpu ?? ProviderGpu.devicePlugin(),
});
