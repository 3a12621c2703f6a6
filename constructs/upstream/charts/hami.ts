import type { ChartFacts } from '../chart-facts';

/**
 * Source: Project-HAMi/HAMi v2.10.0, charts/hami.
 *
 * Before Kubernetes 1.22 it uses another image for its certificates, which is not listed.
 *
 * The tag of kube-scheduler is the version of the cluster, which is not known to the last number here: with a mirror it is set.
 */
export const HAMI: ChartFacts = {
  name: 'hami',
  version: '2.10.0',
  repository: 'https://project-hami.github.io/HAMi',
  namespace: 'kube-system',
  kubernetes: '1.18',
  excludes: [
    { what: 'nvidia.com/gpu', condition: 'devicePlugin.enabled', nodeSelector: 'devicePlugin.nvidiaNodeSelector' },
  ],
  images: [
    '{global.imageRegistry={scheduler.kubeScheduler.image.registry=registry.cn-hangzhou.aliyuncs.com}}/{scheduler.kubeScheduler.image.repository=google_containers/kube-scheduler}:{scheduler.kubeScheduler.image.tag=v<kubernetes>} if {scheduler.kubeScheduler.enabled=true}',
    '{global.imageRegistry={scheduler.extender.image.registry=docker.io}}/{scheduler.extender.image.repository=projecthami/hami}:{scheduler.extender.image.tag={global.imageTag=v2.10.0}}',
    '{global.imageRegistry={scheduler.patch.imageNew.registry=docker.io}}/{scheduler.patch.imageNew.repository=liangjw/kube-webhook-certgen}:{scheduler.patch.imageNew.tag=v1.1.1}',
    '{global.imageRegistry={devicePlugin.image.registry=docker.io}}/{devicePlugin.image.repository=projecthami/hami}:{devicePlugin.image.tag={global.imageTag=v2.10.0}} if {devicePlugin.enabled=true}',
    '{global.imageRegistry={devicePlugin.monitor.image.registry=docker.io}}/{devicePlugin.monitor.image.repository=projecthami/hami}:{devicePlugin.monitor.image.tag={global.imageTag=v2.10.0}} if {devicePlugin.enabled=true}',
    '{global.imageRegistry={mockDevicePlugin.image.registry=docker.io}}/{mockDevicePlugin.image.repository=projecthami/mock-device-plugin}:{mockDevicePlugin.image.tag=1.0.1} if {mockDevicePlugin.enabled=false}',
  ],
};
