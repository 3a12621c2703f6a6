import { OutputFolder } from '../../../constructs/output/private/folder';
import { filesOf, VERSIONS } from './committed-files';

/** Commits one version of the output after the other until it is killed. */
const folder = process.argv[2];
for (;;) {
  for (const version of VERSIONS) {
    const output = new OutputFolder(folder);
    for (const [name, text] of Object.entries(filesOf(version))) output.write(name, text);
    output.commit();
    process.send?.(version);
  }
}
