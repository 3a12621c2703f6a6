import type { ChartFacts } from '../chart-facts';

/** Source: kubernetes/ingress-nginx helm-chart-4.15.1, charts/ingress-nginx. */
export const INGRESS_NGINX: ChartFacts = {
  name: 'ingress-nginx',
  version: '4.15.1',
  repository: 'https://kubernetes.github.io/ingress-nginx',
  namespace: 'ingress-nginx',
  kubernetes: '1.21',
  retired: 'its project ended in March 2026, and holes are not mended any more',
  images: [
    '{controller.image.repository={controller.image.registry={global.image.registry=registry.k8s.io}}/{controller.image.image=ingress-nginx/controller}}:{controller.image.tag=v1.15.1}@{controller.image.digest=sha256:594ceea76b01c592858f803f9ff4d2cb40542cae2060410b2c95f75907d659e1}',
    '{controller.admissionWebhooks.patch.image.repository={controller.admissionWebhooks.patch.image.registry={global.image.registry=registry.k8s.io}}/{controller.admissionWebhooks.patch.image.image=ingress-nginx/kube-webhook-certgen}}:{controller.admissionWebhooks.patch.image.tag=v1.6.9}@{controller.admissionWebhooks.patch.image.digest=sha256:01038e7de14b78d702d2849c3aad72fd25903c4765af63cf16aa3398f5d5f2dd} if {controller.admissionWebhooks.enabled=true} and {controller.admissionWebhooks.patch.enabled=true}',
    '{defaultBackend.image.repository={defaultBackend.image.registry={global.image.registry=registry.k8s.io}}/{defaultBackend.image.image=defaultbackend-amd64}}:{defaultBackend.image.tag=1.5}@{defaultBackend.image.digest} if {defaultBackend.enabled=false}',
  ],
};
