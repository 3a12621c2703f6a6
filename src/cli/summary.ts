export { summaryText } from 'cdk8s-gpulab/lib/output/private/summary';
