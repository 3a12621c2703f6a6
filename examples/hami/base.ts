import { ApiObject } from 'cdk8s';
import { LabChart } from 'cdk8s-gpulab';
import type { Construct } from 'constructs';

/** Namespace of the course. */
export const NAMESPACE = 'course';

/** By this label HAMi's webhook leaves a pod alone. */
const WITHOUT_HAMI = { 'hami.io/webhook': 'ignore' };

/** The namespace of the course, and the jobs of its teachers on whole cards, which kube-scheduler gives. */
export class CourseBase extends LabChart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ApiObject(this, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
    this.addWholeCard('grading', 1);
    this.addWholeCard('exam', 1);
  }

  /** A job on cards of its own: on nodes without HAMi, by their label. */
  private addWholeCard(name: string, cards: number): void {
    const labels = { app: name };
    const limits = { cpu: '8', memory: '64Gi', 'nvidia.com/gpu': cards };
    new ApiObject(this, name, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: NAMESPACE },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels: { ...labels, ...WITHOUT_HAMI } },
          spec: {
            nodeSelector: { 'gpu-model': 'A100' },
            containers: [{ name, image: `registry.example.edu/course/${name}:2026`, resources: { limits } }],
          },
        },
      },
    });
  }
}
