import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { External } from '../../core/external';
import { LabChart } from '../../core/lab-chart';
import { HelmChart } from '../../output/helm-chart';
import { makeMonitor } from '../private/monitor-objects';
import { healthValues, SECRETS } from './private/health-values';

/** The namespace of a release that names none, with which the checks look at the objects. */
const RELEASE_NAMESPACE = 'default';

/** Properties of a `NodeHealthChart`. */
export interface NodeHealthChartProps {
  /** Version of the chart, as "1.4.0". To be raised with each change that is handed out. */
  readonly version: string;
}

/** The chart of a `NodeHealthMonitor`. Whoever installs it makes the Secrets that its values name; no value is a secret. */
export class NodeHealthChart extends LabChart {
  /** The chart in Helm's form. */
  public readonly helm: HelmChart;

  constructor(scope: Construct, id: string, { version }: NodeHealthChartProps) {
    super(scope, id);
    const { values } = this;
    const [name, namespace] = [values.releaseName().text, values.releaseNamespace().text];
    const { inventory, ports, ...props } = healthValues(values);
    for (const secret of SECRETS) External.of(this).secret(RELEASE_NAMESPACE, secret);
    makeMonitor(this, name, { ...props, namespace }, inventory, ports);
    keepClaim(this);
    this.helm = new HelmChart(this, {
      version,
      description: 'Looks at the Docker endpoint of every compute node, and says whether it is well, and if not, why',
      notes: `The page: kubectl -n ${namespace} port-forward service/${name} 8080, then http://localhost:8080`,
    });
  }
}

/** `helm uninstall` leaves what people have entered. */
function keepClaim(scope: Construct): void {
  for (const found of scope.node.findAll()) {
    if (ApiObject.isApiObject(found) && found.kind === 'PersistentVolumeClaim') {
      found.metadata.addAnnotation('helm.sh/resource-policy', 'keep');
    }
  }
}
