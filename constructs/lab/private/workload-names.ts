import type { Problem } from '../../core/checks/check';
import { FindingLevel } from '../../core/finding';
import type { StudentWorkloadOptions } from '../workload-options';
import { LONGEST_LABEL, SERVICE_NAME } from './names';
import { quoted } from './problem';
import { Rules } from './rules';

/** Name of a job that does not say what it is (iiisthu/ailab user/userchart). */
const DEFAULT_BASE_NAME = 'undescribed-job';

/** What is put behind the name to name the ports of the Service, which are DNS labels themselves. */
const PORT_SUFFIX = '-port';
const EXTRA_PORT_SUFFIX = '-extraport';

/** Names of the objects of a workload. */
export class WorkloadNames {
  readonly label: string;
  readonly containerName: string;
  private readonly job: string;
  private readonly longestSuffix: string;
  private readonly base: string;
  private readonly release: string;

  constructor(
    private readonly options: StudentWorkloadOptions,
    id: string,
  ) {
    this.base = options.baseName ?? DEFAULT_BASE_NAME;
    this.release = options.release ?? id;
    this.job = `${this.base}-${this.release}`;
    this.label = options.label ?? this.job;
    this.containerName = options.containerName ?? this.job;
    this.longestSuffix = options.extraPort === undefined ? PORT_SUFFIX : EXTRA_PORT_SUFFIX;
  }

  /** Name of Deployment, Service and Ingress in a namespace. */
  deployName(namespace: string): string {
    return this.options.deployName ?? `${namespace}-${this.job}`;
  }

  port(deployName: string): string {
    return deployName + PORT_SUFFIX;
  }

  extraPort(deployName: string): string {
    return deployName + EXTRA_PORT_SUFFIX;
  }

  /** What is wrong with the names that are the same in every namespace. */
  check(rules: Rules): void {
    const { options } = this;
    if (options.deployName === undefined || options.label === undefined || options.containerName === undefined) {
      rules.label('baseName', this.base);
      rules.label('release', this.release);
    }
    if (options.label !== undefined) rules.labelValue('label', options.label);
    if (options.containerName !== undefined) rules.label('containerName', options.containerName);
    if (this.job.length > LONGEST_LABEL && (options.label === undefined || options.containerName === undefined)) {
      const sum = `${this.base.length} of the base name + 1 + ${this.release.length} of the release`;
      const hint = 'shorten baseName or release, or give label and containerName';
      rules.error('GPULAB2205', tooLong('the label and container name', this.job, sum), 'release', hint);
    }
  }

  /** What is wrong with the names in one namespace; an empty list is not allocated anew. */
  problemsIn(namespace: string): readonly Problem[] {
    const name = this.deployName(namespace);
    const length = name.length + this.longestSuffix.length;
    if (length <= LONGEST_LABEL && SERVICE_NAME.test(name)) return NONE;
    const rules = new Rules();
    const key = this.options.deployName === undefined ? 'namespace' : 'deployName';
    if (length > LONGEST_LABEL) {
      const subject = 'the port of the Service';
      const sum = `${this.sumOf(namespace, name)} + ${this.longestSuffix.length} of "${this.longestSuffix}"`;
      const most = LONGEST_LABEL - this.longestSuffix.length;
      const hint = `give a deployName of at most ${most} characters, or a shorter baseName or release`;
      rules.error('GPULAB2205', tooLong(subject, name + this.longestSuffix, sum), key, hint);
    }
    if (!SERVICE_NAME.test(name)) {
      const message = `the Service cannot be named ${quoted(name)}: a letter first, then lower-case letters, digits and "-"`;
      const hint = this.options.deployName === undefined ? 'give a deployName that begins with a letter' : undefined;
      rules.error('GPULAB2206', message, key, hint);
    }
    return rules.problems;
  }

  private sumOf(namespace: string, name: string): string {
    if (this.options.deployName !== undefined) return `${name.length} of deployName`;
    const { base, release } = this;
    return `${namespace.length} of the namespace + 1 + ${base.length} of the base name + 1 + ${release.length} of the release`;
  }
}

const NONE: readonly Problem[] = Object.freeze([]);

const tooLong = (subject: string, name: string, sum: string): string =>
  `${subject} would be named ${quoted(name)}: ${name.length} characters (${sum}), ${LONGEST_LABEL} are allowed`;

/** Does one of the problems forbid to go on? */
export const hasError = (problems: readonly Problem[]): boolean =>
  problems.some(({ level }) => level === FindingLevel.ERROR);
