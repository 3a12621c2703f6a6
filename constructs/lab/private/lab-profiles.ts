import type { Problem } from '../../core/checks/check';
import { suggestion } from '../../core/private/nearest';
import { error, hasError, quoted } from '../../core/rules/problem';
import { Rules } from '../../core/rules/rules';
import type { LabProfile } from '../lab-profile';
import { QuotaProfile } from '../quota-profile';
import type { Site } from '../site';
import { isQuota, NamespaceTemplate } from './namespace-template';
import { starterRules } from './starter-rules';
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
    const whole = new Rules();
    const named = whole.object('profiles', profiles) ? Object.entries(profiles) : [];
    this.problems.push(...whole.problems);
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

  /** The profile of a student, if there is one of that name. */
  of({ profile }: { readonly profile?: string }): PreparedProfile | undefined {
    return profile === undefined ? this.fallback : this.named(profile);
  }

  private prepare(site: Site, name: string, given: LabProfile): PreparedProfile {
    const whole = new Rules();
    const options = whole.object(`profiles.${name}`, given) ? given : {};
    this.problems.push(...whole.problems);
    const own = new Rules();
    for (const model of own.list('gpuModels', options.gpuModels ?? [])) {
      gpuModelRule(own, 'gpuModels', model, site.gpuModels);
    }
    const namespace = new NamespaceTemplate(site, options);
    const starter = this.starter(site, name, options, own);
    for (const problem of [...own.problems, ...namespace.problems, ...starter.problems]) {
      this.problems.push({ ...problem, key: `profiles.${name}.${problem.key}` });
    }
    const quota = isQuota(options.quota) ? options.quota : QuotaProfile.student();
    return { name, options, quota, namespace, starter: starter.template };
  }

  /** The template of a starter, unless something is wrong with it: every student's would have the same problem. */
  private starter(site: Site, name: string, { starter, ...options }: LabProfile, own: Rules): Starter {
    if (!starter || !own.object('starter', starter)) return { problems: [] };
    const template = new WorkloadTemplate(site, starter, STARTER_ID, name);
    const rules = new Rules();
    starterRules(rules, site, starter, options);
    const keyed = template.problems.map((problem) => ({ ...problem, key: `starter.${problem.key}` }));
    const problems = [...rules.problems, ...keyed];
    return hasError(problems) ? { problems } : { problems, template };
  }
}

interface Starter {
  readonly problems: readonly Problem[];
  readonly template?: WorkloadTemplate;
}
