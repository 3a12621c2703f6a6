/**
 * The one place that imports CDK for Terraform. It is archived upstream; its successor cdktn has the same classes, and takes its place
 * by an alias of npm: `"cdktf": "npm:cdktn@0.24.0"`.
 */
export { NullProvider } from '@cdktf/provider-null/lib/provider';
export { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
export {
  Annotations,
  App,
  DataResource,
  HttpBackend,
  type HttpBackendConfig,
  LocalBackend,
  type LocalExecProvisioner,
  S3Backend,
  type S3BackendConfig,
  TerraformIterator,
  TerraformStack,
  Token,
} from 'cdktf';
