/**
 * Writes constructs/core/shapes/data: what every kind looks like, small enough to be shipped. Run when a version or a custom kind is
 * added, with one of the two or both; the data of the other stay as they are:
 *
 *     npx tsx tools/generate-shapes.ts --kubernetes 1.28=FILE --kubernetes 1.35=FILE --crd PATH...
 *
 * A Kubernetes FILE is the answer of `kubectl get --raw /openapi/v2` of an API server with default settings: only that lists the
 * APIs that are served and the enums that are enforced (the document in the Kubernetes repository has every alpha API and no enum).
 * A CRD PATH is YAML with `apiextensions.k8s.io/v1` objects, or a folder of such files. Their data are one file per API group, which
 * says where they are from if a file begins with `# Source: PROJECT VERSION, ...`.
 * `constructs/core/shapes/compact.ts` describes the text that is written here.
 */
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { crdLines } from '../src/generate/crd/shapes';
import { kubernetesLines } from './shapes/kubernetes';

const FOLDER = join(__dirname, '../constructs/core/shapes/data');
const DO_NOT_EDIT = 'Written by tools/generate-shapes.ts. Do not edit.';

/** A text of lines as a constant of a module; a template literal, so that a change of one kind is a change of one line. */
function constant(name: string, comment: string, lines: readonly string[]): string {
  if (lines.some((line) => /[`\\]|\$\{/.test(line))) throw new Error('a line would end the template literal');
  return `\n/** ${comment} */\nexport const ${name} = \`\n${lines.join('\n')}\n\`;\n`;
}

function kubernetesModule(documents: readonly { version: string; document: any }[]): string {
  const { kinds, definitions } = kubernetesLines(documents.map(({ document }) => document));
  const versions = documents.map(({ version }) => `'${version}'`).join(', ');
  return [
    '// Written by tools/generate-shapes.ts from the OpenAPI documents of real API servers. Do not edit.\n',
    '\n/** The versions there are shapes of, in the order of the bits in front of each line. */\n',
    `export const VERSIONS: readonly string[] = [${versions}];\n`,
    constant('KINDS', 'Versions, API version, kind, plural, scope, definition.', kinds),
    constant('DEFINITIONS', 'Versions, name, fields.', definitions),
  ].join('');
}

/** A CustomResourceDefinition, and the project and version that it is from. */
interface Definition {
  readonly crd: any;
  readonly source?: string;
}

function definitionsIn(path: string): Definition[] {
  if (statSync(path).isDirectory()) {
    const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((file) => /\.ya?ml$/.test(file));
    return files.sort().flatMap((file) => definitionsIn(join(path, file)));
  }
  const text = readFileSync(path, 'utf8');
  const source = /^# Source: ([^,\n]+)/.exec(text)?.[1];
  return parseAllDocuments(text)
    .map((document) => document.toJS())
    .filter((object) => object?.kind === 'CustomResourceDefinition')
    .map((crd) => ({ crd, source }));
}

function groupText(group: string, definitions: readonly Definition[]): string {
  const sources = [...new Set(definitions.flatMap(({ source }) => source ?? []))].sort();
  const from = sources.length > 0 ? ` as of ${sources.join(' and ')}` : '';
  return [`# Kinds of ${group}${from}. ${DO_NOT_EDIT}`, ...crdLines(definitions.map(({ crd }) => crd)), ''].join('\n');
}

function writeCustomKinds(definitions: readonly Definition[]): void {
  const groups = [...new Set(definitions.map(({ crd }): string => crd.spec.group))].sort();
  for (const stale of readdirSync(FOLDER)) if (stale.endsWith('.txt')) rmSync(join(FOLDER, stale));
  for (const group of groups) {
    const ofGroup = definitions.filter(({ crd }) => crd.spec.group === group);
    writeFileSync(join(FOLDER, `${group}.txt`), groupText(group, ofGroup));
  }
  const names = groups.map((group) => `  '${group}',\n`).join('');
  const comment =
    '/** API groups whose custom kinds the library knows: of each a text beside this file, read when it is needed. */';
  writeFileSync(
    join(FOLDER, 'groups.ts'),
    `// ${DO_NOT_EDIT}\n\n${comment}\nexport const CUSTOM_GROUPS: readonly string[] = [\n${names}];\n`,
  );
}

function main(): void {
  const { values, positionals } = parseArgs({
    options: { kubernetes: { type: 'string', multiple: true }, crd: { type: 'string', multiple: true } },
    allowPositionals: true,
  });
  const documents = (values.kubernetes ?? []).map((argument) => {
    const [version, file] = argument.split('=');
    return { version, document: JSON.parse(readFileSync(file, 'utf8')) };
  });
  const definitions = [...(values.crd ?? []), ...positionals].flatMap(definitionsIn);
  if (documents.length === 0 && definitions.length === 0)
    throw new Error('of what? give --kubernetes VERSION=FILE or --crd PATH');
  if (documents.length > 0) writeFileSync(join(FOLDER, 'kubernetes.ts'), kubernetesModule(documents));
  if (definitions.length > 0) writeCustomKinds(definitions);
}

main();
