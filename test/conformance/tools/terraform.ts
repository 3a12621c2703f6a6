import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CACHE } from '../../../tools/cache';
import { buildWithGo } from './go';

const MODS = join(__dirname, '../mods');
const TOOLS = join(CACHE, 'tools');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Terraform, and where it finds the null provider with no network. */
export interface TerraformSetup {
  readonly binary: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Builds what there is not. @param temporary folder for its configuration */
export async function setupTerraform(temporary: string): Promise<TerraformSetup> {
  const binary = isThere('terraform') ? 'terraform' : await buildOpenTofu();
  const provider = join(TOOLS, 'provider-null/terraform-provider-null');
  await buildWithGo({
    folder: join(MODS, 'provider-null'),
    source: 'github.com/terraform-providers/terraform-provider-null',
    output: provider,
    linkerFlags: '-s -w',
    say,
  });
  const mirror = join(temporary, 'mirror');
  // The proxy of Go modules has no newer one; a current Terraform takes it.
  const folder = join(mirror, registryOf(binary), 'hashicorp/null/1.0.0', platform());
  mkdirSync(folder, { recursive: true });
  copyFileSync(provider, join(folder, 'terraform-provider-null_v1.0.0'));
  const config = join(temporary, 'terraform.rc');
  writeFileSync(config, `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`);
  return { binary, env: { TF_CLI_CONFIG_FILE: config, TERRAFORM_BINARY_NAME: binary } };
}

/** Terraform's own module names parts of itself by relative paths, so no other module can require it; OpenTofu's does not. */
export async function buildOpenTofu(): Promise<string> {
  const output = join(TOOLS, 'opentofu/tofu');
  await buildWithGo({
    folder: join(MODS, 'opentofu'),
    source: 'github.com/opentofu/opentofu/cmd/tofu',
    output,
    linkerFlags: '-s -w -X github.com/opentofu/opentofu/version.dev=no',
    say,
  });
  return output;
}

function isThere(name: string): boolean {
  try {
    return (
      Number(
        JSON.parse(
          execFileSync(name, ['version', '-json'], { encoding: 'utf8', stdio: 'pipe' }),
        ).terraform_version.split('.')[0],
      ) >= 1
    );
  } catch {
    return false;
  }
}

/** The host that a provider is looked up at by default; the folder of a mirror is named after it. */
function registryOf(binary: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'gpulab-registry-'));
  try {
    writeFileSync(
      join(folder, 'main.tf'),
      'terraform {\n required_providers {\n  null = { source = "hashicorp/null" }\n }\n}\n',
    );
    const env = { ...process.env, TF_CLI_CONFIG_FILE: '/dev/null' };
    const text = execFileSync(binary, ['providers'], { cwd: folder, env, encoding: 'utf8' });
    return dirname(dirname(/provider\[([^\]]+)\]/.exec(text)![1]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const platform = (): string =>
  execFileSync('go', ['env', 'GOOS', 'GOARCH'], { encoding: 'utf8' }).trim().replace('\n', '_');
