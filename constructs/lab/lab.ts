import { Construct } from 'constructs';
import type { Problem } from '../core/checks/check';
import type { Finding } from '../core/finding';
import { LabChart } from '../core/lab-chart';
import { suggestion } from '../core/private/nearest';
import { recordCall, recordPosition, withinOurs } from '../core/private/place';
import { RowCharts } from '../core/private/row-charts';
import { error, quoted } from '../core/rules/problem';
import { report } from '../core/rules/report';
import { Rules } from '../core/rules/rules';
import type { Inventory } from '../inventory/inventory';
import type { LabProfile } from './lab-profile';
import { LabUserNamespace } from './lab-user-namespace';
import { isNewTo, promiseProfiles, watchInventory } from './private/capacity';
import { LabProfiles, type PreparedProfile, STARTER_ID } from './private/lab-profiles';
import { prepare } from './private/prepared';
import type { RosterEntry } from './private/roster-rules';
import { NAMESPACE_ID, type StudentRow, StudentRows } from './private/student-rows';
import type { Roster, Student } from './roster';
import type { Site } from './site';
import { StudentWorkload } from './student-workload';

/** Two rows of a form are looked at in any case, so a template gains nothing for fewer students. */
const WORTH_A_TEMPLATE = 3;

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
    const missing = missingParts(props);
    report(this, missing);
    // Without one of them there is nothing to look at.
    if (missing.length > 0) return;
    const { site, roster, inventory } = props;
    const profiles = new LabProfiles(site, props.profiles ?? {}, props.defaultProfile);
    report(this, [...profiles.problems, ...limitProblems(props)]);
    const { assigned, findings } = assign(props, profiles);
    if (isNewTo(this, roster)) report(this, withoutRepetition(roster.findings, assigned, profiles));
    if (inventory) watchInventory(this, inventory);
    report(this, findings);
    const sizes = new Map<PreparedProfile, number>();
    for (const student of assigned) {
      const profile = profiles.of(student)!;
      sizes.set(profile, (sizes.get(profile) ?? 0) + 1);
    }
    this.addStudents(site, assigned, profiles, sizes);
    promiseProfiles(this, props, sizes);
  }

  /** The chart of a student, to add jobs to. One that nobody asks for is written without being made. */
  public chartOf(uid: string): LabChart | undefined {
    return this.node.tryFindChild(uid) as LabChart | undefined;
  }

  private addStudents(
    site: Site,
    assigned: readonly Student[],
    profiles: LabProfiles,
    sizes: ReadonlyMap<PreparedProfile, number>,
  ): void {
    const make = (student: Student) => withinOurs(() => makeStudent(this, site, profiles.of(student)!, student));
    const charts = new RowCharts<StudentRow>(this, (row) => make(row.values));
    const rows = new StudentRows(this);
    for (const student of assigned) {
      const profile = profiles.of(student)!;
      this.students.push(student);
      if (hasBadName(student, profile) || sizes.get(profile)! < WORTH_A_TEMPLATE) make(student);
      else charts.add(rows.of(student, profile));
    }
  }
}

function makeStudent(lab: Lab, site: Site, profile: PreparedProfile, student: Student): void {
  const { uid, mail } = student;
  const chart = new LabChart(lab, uid);
  recordPosition(chart, student);
  new LabUserNamespace(chart, NAMESPACE_ID, prepare({ site, uid, mail }, profile.namespace));
  if (profile.starter) new StudentWorkload(chart, STARTER_ID, prepare({ site, namespace: uid }, profile.starter));
}

function limitProblems({ maxOversubscription, maxStorageOversubscription }: LabProps): readonly Problem[] {
  const rules = new Rules();
  if (maxOversubscription !== undefined) rules.factor('maxOversubscription', maxOversubscription);
  if (maxStorageOversubscription !== undefined) rules.factor('maxStorageOversubscription', maxStorageOversubscription);
  return rules.problems;
}

/** What plain JavaScript left out, or gave as something else. */
function missingParts({ site, roster, inventory }: LabProps): readonly Problem[] {
  const rules = new Rules();
  rules.given('site', Array.isArray(site?.clusterRoles), site, 'a Site');
  rules.given('roster', Array.isArray(roster?._entries), roster, 'a Roster');
  if (inventory) rules.given('inventory', Array.isArray(inventory.hosts), inventory, 'an Inventory');
  return rules.problems;
}

interface Assignment {
  /** Students that have a profile. */
  readonly assigned: Student[];
  readonly findings: Finding[];
}

/** The profile of each student; a row that cannot have one is a finding, also when it has other errors. */
function assign({ roster, site, defaultProfile }: LabProps, profiles: LabProfiles): Assignment {
  const assigned: Student[] = [];
  const reserved = new Set(site.reservedNamespaces);
  const findings: Finding[] = [];
  const without: RosterEntry[] = [];
  for (const entry of roster._entries) {
    const isReserved = reserved.has(entry.uid);
    if (isReserved) {
      const message = `uid ${quoted(entry.uid)} is a namespace that the site reserves`;
      findings.push({ ...error('GPULAB2012', message, 'uid'), ...roster._placeOf(entry, 'uid') });
    }
    if (profiles.of(entry)) {
      if (entry.student && !isReserved) assigned.push(entry.student);
    } else if (entry.profile === undefined) {
      without.push(entry);
    } else {
      const message = `there is no profile ${quoted(entry.profile)}`;
      const hint = suggestion(entry.profile, profiles.names);
      findings.push({ ...error('GPULAB2040', message, 'profile', hint), ...roster._placeOf(entry, 'profile') });
    }
  }
  // An unknown default is told already.
  if (without.length > 0 && defaultProfile === undefined) findings.push(withoutProfile(roster, without, profiles));
  return { assigned, findings };
}

/** Can the first job of a student not be named after the uid? */
const hasBadName = ({ uid }: Student, { starter }: PreparedProfile): boolean =>
  starter !== undefined && starter.names.problemsIn(uid).length > 0;

/** A uid of digits that a first job cannot be named after is an error at the same place; a warning would repeat it. */
function withoutRepetition(findings: Finding[], assigned: readonly Student[], profiles: LabProfiles): Finding[] {
  if (!findings.some(isOfDigits)) return findings;
  const places = new Set<string>();
  for (const student of assigned) {
    if (hasBadName(student, profiles.of(student)!)) places.add(`${student.line}:${student.column}`);
  }
  return findings.filter((finding) => !isOfDigits(finding) || !places.has(`${finding.line}:${finding.column}`));
}

const isOfDigits = ({ code }: Finding): boolean => code === 'GPULAB2013';

/** One finding for all: a roster without the column has it in every row. */
function withoutProfile(roster: Roster, entries: readonly RosterEntry[], profiles: LabProfiles): Finding {
  const [first] = entries;
  const more = entries.length - 1;
  const others = more === 0 ? '' : `, nor ${more === 1 ? 'has' : 'have'} ${more} more`;
  const message = `student ${quoted(first.uid)} has no profile${others}, and the lab has no default`;
  const hint = `name a profile in the row, or give the Lab a defaultProfile: ${profiles.names.join(', ')}`;
  return { ...error('GPULAB2041', message, 'profile', hint), ...roster._placeOf(first, 'uid') };
}
