import type { Problem } from '../../../core/checks/check';
import { KEPT_BY_HELM } from '../../../core/private/namespace';
import { error, typed } from '../../../core/rules/problem';

/** An address of the chain, in capital and small letters. */
export const WALLET = /^0x[0-9a-fA-F]{40}$/;

/** Every namespace of tasks has it; policies select by it (facts: compute-provider.md 5.1). */
export const WALLET_LABEL = 'lab-ns';

/** A namespace as the provider makes it for the tasks of a wallet. @param wallet in small letters */
export const walletNamespace = (wallet: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  // A wallet that leaves the list may have tasks that run.
  metadata: { name: `ns-${wallet}`, labels: { [WALLET_LABEL]: wallet }, annotations: KEPT_BY_HELM },
});

/** The address is told: it is public, and half of a typed one helps nobody. */
export const walletProblem = (key: string, wallet: unknown): Problem => {
  const message = `${key} is ${typed(wallet)}, which is no wallet: "0x" and 40 hexadecimal digits are wanted`;
  return error('GPULAB2904', message, key);
};
