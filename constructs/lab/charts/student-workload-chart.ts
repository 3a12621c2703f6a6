import type { Construct } from 'constructs';
import { LabChart } from '../../core/lab-chart';
import { withinOurs } from '../../core/private/place';
import { HelmChart } from '../../output/helm-chart';
import type { Site } from '../site';
import { StudentWorkload } from '../student-workload';
import { declareClaims, declareScratch } from './private/existing';
import { DEFAULT_NAMESPACE, demandGoodNames, jobNames } from './private/job-names';
import {
  containerOptions,
  infinibandOptions,
  networkOptions,
  programOptions,
  replicaOptions,
  sharedMemoryOptions,
  storageOptions,
} from './private/job-options';
import type { SiteChartProps } from './site-chart-props';

/**
 * The chart that students start jobs with: a `StudentWorkload` whose options are values. Keys, their order and their defaults
 * are those of the user chart of iiisthu/ailab, so a values file of that chart works unchanged if its values are valid; keys for
 * what the site does not have are missing.
 */
export class StudentWorkloadChart extends LabChart {
  /** The campus that it is for. */
  public readonly site: Site;

  /** The chart in Helm's form. */
  public readonly helm: HelmChart;

  constructor(scope: Construct, id: string, { site, version }: SiteChartProps) {
    super(scope, id);
    this.site = site;
    const { values } = this;
    const names = jobNames(values, site);
    const container = containerOptions(values, site);
    const storage = storageOptions(values, site);
    const network = networkOptions(values, site);
    demandGoodNames(values, names, network.extraPort);
    const [namespace, deployName] = [names.namespace.text, names.deployName.text];
    declareClaims(this, site, DEFAULT_NAMESPACE);
    declareScratch(this, site);
    const job = {
      site,
      namespace,
      deployName,
      label: names.label.text,
      containerName: names.containerName.text,
      ...container,
      ...storage,
      ...network,
      ...sharedMemoryOptions(values),
      ...programOptions(values),
      ...infinibandOptions(values, site),
      ...replicaOptions(values),
    };
    withinOurs(() => new StudentWorkload(this, 'job', job));
    this.helm = new HelmChart(this, {
      version,
      description:
        'A job of a student: Deployment, Service with SSH, scratch claims, and an Ingress if there is a host',
      notes: `Log in to the job: kubectl -n ${namespace} exec -it deploy/${deployName} -- bash\n`,
    });
  }
}
