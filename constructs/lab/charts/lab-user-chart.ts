import type { Construct } from 'constructs';
import { LabChart } from '../../core/lab-chart';
import { withinOurs } from '../../core/private/place';
import { HelmChart } from '../../output/helm-chart';
import { LabUserNamespace } from '../lab-user-namespace';
import { QuotaProfile } from '../quota-profile';
import { beginsWith } from './private/conditions';
import { declareSite } from './private/existing';
import { keepData } from './private/keep';
import { quotaValues } from './private/quota-values';
import { loginName, MAIL_ADDRESS } from './private/student-values';
import type { SiteChartProps } from './site-chart-props';

/**
 * The chart that makes one student: a `LabUserNamespace` whose uid, mail and quota are values. One release of it replaces the
 * five that iiisthu/ailab makes for a student. The namespace and its claims stay when the release is uninstalled.
 */
export class LabUserChart extends LabChart {
  /** The chart in Helm's form. */
  public readonly helm: HelmChart;

  constructor(scope: Construct, id: string, { site, version }: SiteChartProps) {
    super(scope, id);
    const { values } = this;
    const uid = values.text('uid', loginName(site));
    values.demand(beginsWith(uid, 'kube-').negate(), 'uid begins with "kube-", as namespaces of Kubernetes do');
    const mail = values.text('mail', MAIL_ADDRESS);
    const quotaGroup = values.group('quota', { description: 'What the student may use at once.' });
    const quota = quotaValues(quotaGroup, QuotaProfile.student());
    declareSite(this, site);
    const student = { site, uid: uid.text, mail: mail.text, quota };
    withinOurs(() => new LabUserNamespace(this, 'namespace', student));
    keepData(this);
    this.helm = new HelmChart(this, {
      version,
      description: 'A student: namespace, quota, access, claims and network',
    });
  }
}
