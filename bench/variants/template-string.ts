import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

/** What a script of twenty lines does: it reads the roster and fills a template string, checking nothing. */
const [template, roster, outdir] = process.argv.slice(2);
const literal = readFileSync(template, 'utf8').replace(/\{\{ (\w+) \}\}/g, (_, name) => `\${${name}}`);
const fill = new Function('uid', 'mail', `return \`${literal}\`;`) as (uid: string, mail: string) => string;

mkdirSync(outdir, { recursive: true });
for (const line of readFileSync(roster, 'utf8').split('\n').slice(1)) {
  if (line === '') continue;
  const [uid, mail] = line.split(',');
  writeFileSync(`${outdir}/${uid}.k8s.yaml`, fill(uid, mail));
}
