/** Runs a program as `cdk8s synth` does: in its own folder, with the output folder in the environment. */
export async function hostRun(folder: string, output: string, program: () => Promise<unknown>): Promise<void> {
  const before = process.cwd();
  const { CDK8S_OUTDIR, ROSTER } = process.env;
  process.chdir(folder);
  process.env.CDK8S_OUTDIR = output;
  delete process.env.ROSTER;
  try {
    await program();
  } finally {
    process.chdir(before);
    restore('CDK8S_OUTDIR', CDK8S_OUTDIR);
    restore('ROSTER', ROSTER);
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
