import type { Problem } from '../../core/checks/check';
import { nanosOf } from '../../core/checks/private/quantity';
import { suggestion } from '../../core/private/nearest';
import type { LabProfile } from '../lab-profile';
import { PodSecurityLevel } from '../namespace-options';
import { QuotaProfile } from '../quota-profile';
import type { Site } from '../site';
import { NamespaceTemplate } from './namespace-template';
import { error, quoted } from './problem';
import { Rules } from './rules';
import { DEFAULT_CPU, DEFAULT_MEMORY } from './workload-container';
import { hasError } from './workload-names';
import { gpuModelRule } from './workload-rules';
import { WorkloadTemplate } from './workload-template';

/** Id of the first job of each student, and so the last part of its names. */
export const STARTER_ID = 'starter';

/** Name of the profile of a lab that declares none. */
const ONLY_PROFILE = 'student';

/** A profile with everything that its students share. */
export interface PreparedProfile {
  readonly name: string;
  readonly options: LabProfile;
  readonly quota: QuotaProfile;
  readonly namespace: NamespaceTemplate;
  /** Undefined without a starter, and when there is something wrong with it. */
  readonly starter: WorkloadTemplate | undefined;
}

/** The profiles of a lab, checked once and not for each student. */
export class LabProfiles {
  readonly problems: Problem[] = [];
  readonly fallback: PreparedProfile | undefined;
  private readonly profiles = new Map<string, PreparedProfile>();

  constructor(site: Site, profiles: { readonly [name: string]: LabProfile }, fallback: string | undefined) {
    const named = Object.entries(profiles);
    for (const [name, options] of named.length > 0 ? named : [[ONLY_PROFILE, {}] as const]) {
      this.profiles.set(name, this.prepare(site, name, options));
    }
    this.fallback = this.named(fallback ?? (this.profiles.size === 1 ? this.names[0] : undefined));
    if (fallback !== undefined && !this.fallback) {
      const message = `there is no profile ${quoted(fallback)} to be the default`;
      this.problems.push(error('GPULAB2212', message, 'defaultProfile', suggestion(fallback, this.names)));
    }
  }

  get names(): string[] {
    return [...this.profiles.keys()];
  }

  named(name: string | undefined): PreparedProfile | undefined {
    return name === undefined ? undefined : this.profiles.get(name);
  }

  private prepare(site: Site, name: string, options: LabProfile): PreparedProfile {
    const namespace = new NamespaceTemplate(site, options);
    const starter = options.starter && new WorkloadTemplate(site, options.starter, STARTER_ID);
    const own = new Rules();
    for (const model of options.gpuModels ?? []) gpuModelRule(own, 'gpuModels', model, site.gpuModels);
    starterRules(own, options);
    const starterProblems = starter?.problems.map((problem) => ({ ...problem, key: `starter.${problem.key}` })) ?? [];
    for (const problem of [...own.problems, ...namespace.problems, ...starterProblems]) {
      this.problems.push({ ...problem, key: `profiles.${name}.${problem.key}` });
    }
    const quota = options.quota ?? QuotaProfile.student();
    return { name, options, quota, namespace, starter: starter && hasError(starter.problems) ? undefined : starter };
  }
}

/** What admission would refuse when the first pod is made, long after the objects were accepted. */
function starterRules(rules: Rules, { starter, gpuModels, podSecurity, limits }: LabProfile): void {
  if (!starter) return;
  const { gpuModel, cpu = DEFAULT_CPU, memory = DEFAULT_MEMORY } = starter;
  if (gpuModel !== undefined && gpuModels !== undefined && !gpuModels.includes(gpuModel)) {
    const message = `the starter wants GPU model ${quoted(gpuModel)}, the profile allows ${gpuModels.join(', ')}`;
    rules.error('GPULAB2213', message, 'starter.gpuModel', 'name one of them, or add the model to gpuModels');
  }
  const enforced = podSecurity?.enforce;
  if (enforced === PodSecurityLevel.RESTRICTED) {
    const message = 'podSecurity enforces "restricted", which refuses pods of a student workload: they may run as root';
    rules.error('GPULAB2214', message, 'podSecurity.enforce', 'enforce "baseline", or do without a starter');
  } else if (enforced === PodSecurityLevel.BASELINE && starter.infiniband) {
    const message = 'podSecurity enforces "baseline", which refuses the capability IPC_LOCK that InfiniBand needs';
    rules.error('GPULAB2214', message, 'podSecurity.enforce', 'enforce "privileged", or do without infiniband');
  }
  const notMore = (what: string, asked: string, most: string | undefined): void => {
    if (most === undefined || (nanosOf(asked) ?? 0n) <= (nanosOf(most) ?? 0n)) return;
    rules.error(
      'GPULAB2215',
      `the starter asks for ${what} ${asked}, limits allow ${most} for one container`,
      `starter.${what}`,
    );
  };
  notMore('cpu', cpu, limits?.maxCpu);
  notMore('memory', memory, limits?.maxMemory);
}
