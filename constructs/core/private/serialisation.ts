/** Why cdk8s could not make JSON of an object. cdk8s wraps the reason in the path, which a finding has already. */
export const serialisationProblem = (error: Error): string =>
  error.message.replace(/^Failed serializing construct at path '.*?' with name '.*?': (?:Error: )?/, '');
