import { buildTools } from './binaries';

/** Once for all tests. */
export default function setup(): Promise<void> {
  return buildTools((line) => void process.stdout.write(`${line}\n`));
}
