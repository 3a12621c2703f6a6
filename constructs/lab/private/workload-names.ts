import type { Problem } from '../../core/checks/check';
import { LONGEST_LABEL, SERVICE_NAME } from '../../core/rules/names';
import { quoted } from '../../core/rules/problem';
import { Rules } from '../../core/rules/rules';
import { Values } from '../../core/values';
import type { StudentWorkloadOptions } from '../workload-options';

/** Name of a job that does not say what it is (iiisthu/ailab user/userchart). */
export const DEFAULT_BASE_NAME = 'undescribed-job';

/** What is put behind the name to name the ports of the Service, which are DNS labels themselves. */
export const PORT_SUFFIX = '-port';
export const EXTRA_PORT_SUFFIX = '-extraport';

const SERVICE_RULE = 'a letter first, then lower-case letters, digits and "-"';

/** What label and container are named after. */
export const jobName = (baseName: string, release: string): string => `${baseName}-${release}`;

/** Name of Deployment, Service and Ingress of a job that names none. */
export const defaultDeployName = (namespace: string, job: string): string => `${namespace}-${job}`;

/** Names of the objects of a workload. Those with references have a length that is not known, and pass. */
export class WorkloadNames {
  readonly label: string;
  readonly containerName: string;
  private readonly job: string;
  private readonly suffix: string;
  private readonly base: string;
  private readonly release: string;
  /** The Service, and who can give it another name, in words. */
  private readonly service: string;
  private readonly giver: string;
  /** Most characters of a deploy name, and of a namespace that the default one is made of. */
  readonly longestNamespace: number;
  private readonly longestName: number;

  constructor(
    private readonly options: StudentWorkloadOptions,
    id: string,
    /** The profile that this is the starter of. */
    private readonly profile?: string,
  ) {
    this.base = options.baseName ?? DEFAULT_BASE_NAME;
    this.release = options.release ?? id;
    this.job = jobName(this.base, this.release);
    this.label = options.label ?? this.job;
    this.containerName = options.containerName ?? this.job;
    this.suffix = options.extraPort === undefined ? PORT_SUFFIX : EXTRA_PORT_SUFFIX;
    this.giver = profile === undefined ? 'it' : `the starter of profile ${quoted(profile)}`;
    this.service = profile === undefined ? 'the Service' : `the Service of ${this.giver}`;
    this.longestName = LONGEST_LABEL - this.suffix.length;
    this.longestNamespace = this.longestName - this.job.length - 1;
  }

  /** Name of Deployment, Service and Ingress in a namespace. */
  deployName(namespace: string): string {
    return this.options.deployName ?? defaultDeployName(namespace, this.job);
  }

  /** What is wrong with the names that are the same in every namespace. */
  check(rules: Rules): void {
    const { deployName, label, containerName } = this.options;
    if (deployName === undefined || label === undefined || containerName === undefined) {
      rules.label('baseName', this.base);
      rules.label('release', this.release);
    }
    if (label !== undefined) rules.labelValue('label', label);
    if (containerName !== undefined) rules.label('containerName', containerName);
    if (deployName !== undefined) this.checkDeployName(rules, deployName);
    if (!Values.isLiteral(this.job)) return;
    if (this.job.length > LONGEST_LABEL && (label === undefined || containerName === undefined)) {
      const hint = 'shorten baseName or release, or give label and containerName';
      rules.error('GPULAB2205', tooLong('the label and container name', this.job, this.jobSum), 'release', hint);
    } else if (this.profile !== undefined && deployName === undefined && this.longestNamespace < 1) {
      const least = `${LONGEST_LABEL + 1 - this.longestNamespace} characters (1 of the namespace + 1 + ${this.jobSum} + ${this.suffixSum})`;
      const message = `the port of ${this.service} would have at least ${least}, ${LONGEST_LABEL} are allowed`;
      rules.error('GPULAB2205', message, 'baseName', 'shorten baseName, or give a deployName');
    }
  }

  /** What is wrong with the names in one namespace. */
  problemsIn(namespace: string): readonly Problem[] {
    // A given name is the same in every namespace, and checked once.
    if (this.options.deployName !== undefined) return [];
    const name = this.deployName(namespace);
    if (!Values.isLiteral(name)) return [];
    const fits = namespace.length <= this.longestNamespace;
    if (fits && SERVICE_NAME.test(name)) return [];
    const rules = new Rules();
    const key = this.profile === undefined ? 'namespace' : 'uid';
    if (!fits) {
      const sum = `${namespace.length} of the namespace + 1 + ${this.jobSum} + ${this.suffixSum}`;
      const shorter =
        this.profile === undefined
          ? 'a shorter baseName or release'
          : `a uid of at most ${this.longestNamespace} characters`;
      const hint = `give ${this.giver} a deployName of at most ${this.longestName} characters, or ${shorter}`;
      rules.error('GPULAB2205', tooLong(`the port of ${this.service}`, name + this.suffix, sum), key, hint);
    }
    if (!SERVICE_NAME.test(name)) {
      const another = this.profile === undefined ? '' : ', or the student a uid that does';
      const hint = `give ${this.giver} a deployName that begins with a letter${another}`;
      rules.error('GPULAB2206', `${this.service} cannot be named ${quoted(name)}: ${SERVICE_RULE}`, key, hint);
    }
    return rules.problems;
  }

  private checkDeployName(rules: Rules, name: string): void {
    if (!rules.text('deployName', name)) return;
    if (name.length > this.longestName) {
      const hint = `give a deployName of at most ${this.longestName} characters`;
      const sum = `${name.length} of deployName + ${this.suffixSum}`;
      rules.error('GPULAB2205', tooLong('the port of the Service', name + this.suffix, sum), 'deployName', hint);
    }
    if (!SERVICE_NAME.test(name)) {
      rules.error('GPULAB2206', `the Service cannot be named ${quoted(name)}: ${SERVICE_RULE}`, 'deployName');
    }
  }

  private get jobSum(): string {
    return `${this.base.length} of the base name + 1 + ${this.release.length} of the release`;
  }

  private get suffixSum(): string {
    return `${this.suffix.length} of "${this.suffix}"`;
  }
}

const tooLong = (subject: string, name: string, sum: string): string =>
  `${subject} would be named ${quoted(name)}: ${name.length} characters (${sum}), ${LONGEST_LABEL} are allowed`;
