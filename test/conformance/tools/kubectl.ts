import { kubectlBinary } from './binaries';
import type { ClusterAccess } from './cluster';
import { type Output, runTool } from './tool';

/** Runs kubectl as the cluster's administrator. */
export const kubectl = ({ kubeconfig }: ClusterAccess, args: readonly string[], input = ''): Promise<Output> =>
  runTool(kubectlBinary(), args, { env: { HOME: process.env.HOME, KUBECONFIG: kubeconfig }, input });
