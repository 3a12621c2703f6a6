import { Construct } from 'constructs';
import { LabChart } from '../../core/lab-chart';
import { DNS_LABEL, LONGEST_LABEL, SERVICE_NAME } from '../../core/rules/names';
import { report } from '../../core/rules/report';
import { type ListValue, type StringValue, Values } from '../../core/values';
import { HelmChart } from '../../output/helm-chart';
import type { LabProfile } from '../lab-profile';
import { LabProfiles, type PreparedProfile, STARTER_ID } from '../private/lab-profiles';
import { NamespaceTemplate } from '../private/namespace-template';
import { NAMESPACE_ID } from '../private/student-rows';
import type { Site } from '../site';
import { declareSite } from './private/existing';
import { keepData } from './private/keep';
import { quotaValues } from './private/quota-values';
import { loginName, MAIL_ADDRESS } from './private/student-values';
import type { SiteChartProps } from './site-chart-props';

/** Properties of a `LabRosterChart`. */
export interface LabRosterChartProps extends SiteChartProps {
  /**
   * Profiles by the name that students of the roster give. Their quotas become values.
   * @default - one profile, "student", with QuotaProfile.student() and no starter
   */
  readonly profiles?: { [name: string]: LabProfile };

  /**
   * Profile of a student that names none.
   * @default - the only profile; with several, every student must name one
   */
  readonly defaultProfile?: string;
}

/**
 * The chart that makes a whole lab: the roster is a value, a list of students. As a `Lab` it makes each student a namespace and
 * the first job of the profile. Namespaces and long-term claims stay when a student leaves the list or the release is uninstalled.
 */
export class LabRosterChart extends LabChart {
  /** The chart in Helm's form. */
  public readonly helm: HelmChart;

  constructor(scope: Construct, id: string, props: LabRosterChartProps) {
    super(scope, id);
    const { site, version } = props;
    const known = new LabProfiles(site, props.profiles ?? {}, props.defaultProfile);
    report(this, known.problems);
    const profiles = known.names.map((name) => known.named(name)!);
    const students = this.declareStudents(site, profiles, known.fallback);
    declareSite(this, site);
    const quotas = this.values.group('quotas', { description: 'What each student of a profile may use at once.' });
    for (const profile of profiles) this.addProfile(site, profile, students, quotas);
    this.helm = new HelmChart(this, {
      version,
      description: 'A lab: namespace, quota, access, claims, network and a first job for each student of a list',
    });
  }

  private declareStudents(
    site: Site,
    profiles: readonly PreparedProfile[],
    fallback: PreparedProfile | undefined,
  ): Students {
    const example = profiles.map(({ name }, i) => ({ uid: `s${i + 1}`, mail: `s${i + 1}@example.edu`, profile: name }));
    const list = this.values.list('students', { description: 'The roster.', example });
    // A first job is named after the student, so its names are what a uid must leave room for.
    const named = profiles.filter(({ starter, options }) => starter && options.starter?.deployName === undefined);
    const longest = Math.min(LONGEST_LABEL, ...named.map(({ starter }) => starter!.names.longestNamespace));
    const pattern = (named.length > 0 ? SERVICE_NAME : DNS_LABEL).source;
    const uid = list.item.text('uid', { ...loginName(site), pattern, maxLength: longest });
    const mail = list.item.text('mail', MAIL_ADDRESS);
    this.values.demand(list._hasDistinct(uid), 'two students have one uid, which is the name of the namespace');
    this.values.demand(
      list._hasDistinct(mail),
      'two students have one mail, so each would have the rights of the other',
    );
    return {
      list,
      uid,
      mail,
      profile: list.item.text('profile', {
        description: 'What the student gets.',
        allowed: profiles.map(({ name }) => name),
        defaultValue: fallback?.name,
      }),
    };
  }

  private addProfile(
    site: Site,
    { name, options, quota, starter }: PreparedProfile,
    students: Students,
    quotas: Values,
  ): void {
    const profile = new Construct(this, name);
    Values.repeat(profile, students.list);
    Values.onlyIf(profile, students.profile.equalTo(name));
    const amounts = quotaValues(quotas.group(name, { description: `Students of the profile ${name}.` }), quota);
    const [uid, mail] = [students.uid.text, students.mail.text];
    const namespace = new Construct(profile, NAMESPACE_ID);
    new NamespaceTemplate(site, { ...options, quota: amounts }).make(namespace, uid, mail);
    keepData(namespace);
    starter?.make(new Construct(profile, STARTER_ID), uid, starter.names.deployName(uid));
  }
}

/** The list of students, and the fields of one. */
interface Students {
  readonly list: ListValue;
  readonly uid: StringValue;
  readonly mail: StringValue;
  readonly profile: StringValue;
}
