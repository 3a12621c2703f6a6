import { nanosOf } from '../../core/private/quantity';
import { quoted } from '../../core/rules/problem';
import type { Rules } from '../../core/rules/rules';
import type { LabProfile } from '../lab-profile';
import { PodSecurityLevel } from '../namespace-options';
import { QuotaProfile } from '../quota-profile';
import type { Site } from '../site';
import type { StudentWorkloadOptions } from '../workload-options';
import { known } from './given';
import { claimedBy, isQuota, storageRule } from './namespace-template';
import { formatQuantity } from './quantity';
import { DEFAULT_CPU, DEFAULT_MEMORY } from './workload-container';

/** What admission would refuse when the first pod is made, long after the objects were accepted. */
export function starterRules(rules: Rules, site: Site, starter: StudentWorkloadOptions, profile: LabProfile): void {
  modelRule(rules, starter, profile);
  podSecurityRules(rules, starter, profile);
  limitRules(rules, starter, profile);
  const { quota = QuotaProfile.student() } = profile;
  if (!isQuota(quota)) return;
  quotaRules(rules, starter, quota);
  scratchRule(rules, site, starter, quota);
}

function modelRule(rules: Rules, { gpuModel }: StudentWorkloadOptions, { gpuModels }: LabProfile): void {
  if (gpuModel === undefined || !Array.isArray(gpuModels) || gpuModels.includes(gpuModel)) return;
  const message = `the starter wants GPU model ${quoted(gpuModel)}, the profile allows ${gpuModels.join(', ')}`;
  rules.error('GPULAB2213', message, 'starter.gpuModel', 'name one of them, or add the model to gpuModels');
}

function podSecurityRules(rules: Rules, starter: StudentWorkloadOptions, { podSecurity }: LabProfile): void {
  const enforced = podSecurity?.enforce;
  if (enforced === PodSecurityLevel.RESTRICTED) {
    const message = 'podSecurity enforces "restricted", which refuses pods of a student workload: they may run as root';
    rules.error('GPULAB2214', message, 'podSecurity.enforce', 'enforce "baseline", or do without a starter');
  } else if (enforced === PodSecurityLevel.BASELINE && starter.infiniband) {
    const message = 'podSecurity enforces "baseline", which refuses the capability IPC_LOCK that InfiniBand needs';
    rules.error('GPULAB2214', message, 'podSecurity.enforce', 'enforce "privileged", or do without infiniband');
  }
}

function limitRules(rules: Rules, starter: StudentWorkloadOptions, { limits }: LabProfile): void {
  const { cpu = DEFAULT_CPU, memory = DEFAULT_MEMORY } = starter;
  const notMore = (what: string, asked: string, most: string | undefined): void => {
    if (!exceeds(amount(asked), most)) return;
    const message = `the starter asks for ${what} ${asked}, limits allow ${most} for one container`;
    rules.error('GPULAB2215', message, `starter.${what}`);
  };
  notMore('cpu', cpu, limits?.maxCpu);
  notMore('memory', memory, limits?.maxMemory);
}

/** All replicas together, as the quota counts them. */
function quotaRules(rules: Rules, starter: StudentWorkloadOptions, { hard }: QuotaProfile): void {
  const { cpu = DEFAULT_CPU, memory = DEFAULT_MEMORY } = starter;
  const [gpus, replicas] = [known(starter.gpus, 0), known(starter.replicas, 1)];
  const pods = Number.isSafeInteger(replicas) && replicas > 0 ? replicas : 0;
  const notMore = (key: string, what: string, asked: string, times: number, ...names: string[]): void => {
    const total = amount(asked) * BigInt(times);
    const most = names.map((name) => hard[name]).find((allowed) => exceeds(total, allowed));
    if (most === undefined) return;
    const sum = times > 1 ? `${formatQuantity(total, asked)} (${times} replicas of ${asked})` : asked;
    const hint = `ask for less, or raise ${what} in the quota of the profile`;
    rules.error('GPULAB2218', `the starter asks for ${what} ${sum}, the quota allows ${most}`, `starter.${key}`, hint);
  };
  notMore('cpu', 'cpu', cpu, pods, 'limits.cpu', 'requests.cpu', 'cpu');
  notMore('memory', 'memory', memory, pods, 'limits.memory', 'requests.memory', 'memory');
  notMore('gpus', 'gpus', String(gpus), pods, 'requests.nvidia.com/gpu');
  notMore('replicas', 'pods', String(pods), 1, 'count/pods', 'pods');
}

function scratchRule(rules: Rules, site: Site, starter: StudentWorkloadOptions, quota: QuotaProfile): void {
  const { scratch } = site;
  if (!scratch) return;
  const each = amount(starter.scratchSize ?? scratch.size);
  // Long-term claims that do not fit by themselves are a problem of the namespace.
  if (storageRule(quota, claimedBy(site))) return;
  const problem = storageRule(quota, claimedBy(site), each * BigInt(scratch.count));
  if (problem) rules.problems.push(problem);
}

/** What is no amount is told by rules of its own, and what a reference will hold is not known: neither is compared. */
const amountOf = (quantity: unknown): bigint | undefined =>
  typeof quantity === 'string' ? nanosOf(quantity) : undefined;

const amount = (asked: unknown): bigint => amountOf(asked) ?? 0n;

function exceeds(asked: bigint, most: unknown): boolean {
  const allowed = amountOf(most);
  return allowed !== undefined && asked > allowed;
}
