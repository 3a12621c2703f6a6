import type { ChartFacts } from '../chart-facts';

/** Source: volcano-sh/volcano v1.15.1, installer/helm/chart/volcano. */
export const VOLCANO: ChartFacts = {
  name: 'volcano',
  version: '1.15.1',
  repository: 'https://volcano-sh.github.io/helm-charts',
  namespace: 'volcano-system',
  definitions: [
    'colocationconfigurations.config.volcano.sh',
    'commands.bus.volcano.sh',
    'cronjobs.batch.volcano.sh',
    'hypernodes.topology.volcano.sh',
    'jobflows.flow.volcano.sh',
    'jobs.batch.volcano.sh',
    'jobtemplates.flow.volcano.sh',
    'nodeshards.shard.volcano.sh',
    'numatopologies.nodeinfo.volcano.sh',
    'podgroups.scheduling.volcano.sh',
    'queues.scheduling.volcano.sh',
  ],
  images: [
    '{basic.image_registry=docker.io}/{basic.controller_image_name=volcanosh/vc-controller-manager}:{basic.controller_image_tag_version={basic.image_tag_version=v1.15.1}} if {custom.controller_enable=true}',
    '{basic.image_registry=docker.io}/{basic.scheduler_image_name=volcanosh/vc-scheduler}:{basic.scheduler_image_tag_version={basic.image_tag_version=v1.15.1}} if {custom.scheduler_enable=true}',
    '{basic.image_registry=docker.io}/{basic.admission_image_name=volcanosh/vc-webhook-manager}:{basic.admission_image_tag_version={basic.image_tag_version=v1.15.1}} if {custom.admission_enable=true}',
    '{basic.image_registry=docker.io}/{basic.agent_scheduler_image_name=volcanosh/vc-agent-scheduler}:{basic.agent_scheduler_image_tag_version={basic.image_tag_version=v1.15.1}} if {custom.agent_scheduler_enable=false}',
    '{basic.image_registry=docker.io}/{basic.agent_image_name=volcanosh/vc-agent}:{basic.agent_image_tag_version={basic.image_tag_version=v1.15.1}} if {custom.colocation_enable={custom.agent_enable=false}}',
    'docker.io/volcanosh/kube-state-metrics:v2.0.0-beta if {custom.metrics_enable=false}',
    'docker.io/grafana/grafana:latest if {custom.metrics_enable=false}',
    'docker.io/prom/prometheus if {custom.metrics_enable=false}',
  ],
};
