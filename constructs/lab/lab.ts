import { Construct } from 'constructs';
import type { Problem } from '../core/checks/check';
import type { Finding } from '../core/finding';
import { LabChart } from '../core/lab-chart';
import { suggestion } from '../core/private/nearest';
import { recordCall, recordPosition, withinOurs } from '../core/private/place';
import type { Inventory } from './inventory';
import type { LabProfile } from './lab-profile';
import { LabUserNamespace } from './lab-user-namespace';
import { isNewTo, promiseProfiles, watchInventory } from './private/capacity';
import { LabProfiles, type PreparedProfile, STARTER_ID } from './private/lab-profiles';
import { prepare } from './private/prepared';
import { error, quoted } from './private/problem';
import { report } from './private/report';
import { Rules } from './private/rules';
import type { Roster, Student } from './roster';
import type { Site } from './site';
import { StudentWorkload } from './student-workload';

/** Properties of a `Lab`. */
export interface LabProps {
  /** The campus. */
  readonly site: Site;

  /** The students. */
  readonly roster: Roster;

  /**
   * Profiles by the name that rows of the roster give.
   * @default - one profile, "student", with QuotaProfile.student() and no starter
   */
  readonly profiles?: { [name: string]: LabProfile };

  /**
   * Profile of a row that names none.
   * @default - the only profile; with several, such a row is an error
   */
  readonly defaultProfile?: string;

  /**
   * The machines, to count promises against.
   * @default - promises are added up, and compared with nothing
   */
  readonly inventory?: Inventory;

  /**
   * How many times GPUs may be promised that are there once, as 2.5.
   * @default - the report tells how often, and it is no error
   */
  readonly maxOversubscription?: number;

  /**
   * How many times storage may be promised that is there once.
   * @default - the report tells how often, and it is no error
   */
  readonly maxStorageOversubscription?: number;
}

/**
 * A roster made real: for each student a chart, named after the uid, with namespace, quota, access, claims and network, and
 * the first job of the student's profile. Rows with errors are reported together and left out.
 */
export class Lab extends Construct {
  /** Students that have a chart. */
  public readonly students: Student[] = [];

  constructor(scope: Construct, id: string, props: LabProps) {
    super(scope, id);
    recordCall(this, new.target);
    const { site, roster, inventory } = props;
    const profiles = new LabProfiles(site, props.profiles ?? {}, props.defaultProfile);
    report(this, [...profiles.problems, ...limitProblems(props)]);
    if (isNewTo(this, roster)) report(this, roster.findings);
    if (inventory) watchInventory(this, inventory);
    const assigned = this.assign(props, profiles);
    withinOurs(() => {
      for (const [student, profile] of assigned) this.add(site, profile, student);
    });
    const sizes = new Map<PreparedProfile, number>();
    for (const profile of assigned.values()) sizes.set(profile, (sizes.get(profile) ?? 0) + 1);
    promiseProfiles(this, props, sizes);
  }

  /** The chart of a student, to add jobs to. */
  public chartOf(uid: string): LabChart | undefined {
    return this.node.tryFindChild(uid) as LabChart | undefined;
  }

  /** The profile of each student; who cannot have one is a finding. */
  private assign(props: LabProps, profiles: LabProfiles): Map<Student, PreparedProfile> {
    const { roster, site, defaultProfile } = props;
    const assigned = new Map<Student, PreparedProfile>();
    const reserved = new Set(site.reservedNamespaces);
    const findings: Finding[] = [];
    const without: Student[] = [];
    roster.students.forEach((student, index) => {
      const profile = student.profile === undefined ? profiles.fallback : profiles.named(student.profile);
      if (reserved.has(student.uid)) {
        const message = `uid ${quoted(student.uid)} is a namespace that the site reserves`;
        findings.push({ ...error('GPULAB2012', message, 'uid'), ...roster._placeOf(index, 'uid') });
      } else if (profile) {
        assigned.set(student, profile);
      } else if (student.profile === undefined) {
        without.push(student);
      } else {
        const message = `there is no profile ${quoted(student.profile)}`;
        const hint = suggestion(student.profile, profiles.names);
        findings.push({ ...error('GPULAB2040', message, 'profile', hint), ...roster._placeOf(index, 'profile') });
      }
    });
    // An unknown default is told already.
    if (without.length > 0 && defaultProfile === undefined) findings.push(withoutProfile(without, profiles));
    report(this, findings);
    return assigned;
  }

  private add(site: Site, profile: PreparedProfile, student: Student): void {
    const { uid, mail } = student;
    const chart = new LabChart(this, uid);
    recordPosition(chart, student);
    new LabUserNamespace(chart, 'namespace', prepare({ site, uid, mail }, profile.namespace));
    if (profile.starter) new StudentWorkload(chart, STARTER_ID, prepare({ site, namespace: uid }, profile.starter));
    this.students.push(student);
  }
}

function limitProblems({ maxOversubscription, maxStorageOversubscription }: LabProps): readonly Problem[] {
  const rules = new Rules();
  if (maxOversubscription !== undefined) rules.factor('maxOversubscription', maxOversubscription);
  if (maxStorageOversubscription !== undefined) rules.factor('maxStorageOversubscription', maxStorageOversubscription);
  return rules.problems;
}

/** One finding for all: a roster without the column has it in every row. */
function withoutProfile(students: readonly Student[], profiles: LabProfiles): Finding {
  const [{ file, line, column, uid }] = students;
  const more = students.length - 1;
  const others = more === 0 ? '' : `, nor ${more === 1 ? 'has' : 'have'} ${more} more`;
  const message = `student ${quoted(uid)} has no profile${others}, and the lab has no default`;
  const hint = `name a profile in the row, or give the Lab a defaultProfile: ${profiles.names.join(', ')}`;
  return { ...error('GPULAB2041', message, 'profile', hint), file, line, column };
}
