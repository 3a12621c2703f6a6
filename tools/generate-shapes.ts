/**
 * Writes constructs/core/shapes/data: what every kind looks like, small enough to be shipped. Run when a version or a custom kind is added:
 *
 *     npx tsx tools/generate-shapes.ts --kubernetes 1.28=FILE --kubernetes 1.35=FILE --crd FILE...
 *
 * A Kubernetes FILE is the answer of `kubectl get --raw /openapi/v2` of an API server with default settings: only that lists the
 * APIs that are served and the enums that are enforced (the document in the Kubernetes repository has every alpha API and no enum).
 * A CRD FILE is YAML with one or several `apiextensions.k8s.io/v1` objects; their data is one file per API group.
 * `constructs/core/shapes/compact.ts` describes the text that is written here.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { crdLines } from './shapes/custom';
import { kubernetesLines } from './shapes/kubernetes';

const FOLDER = join(__dirname, '../constructs/core/shapes/data');
const HEADER = '// Written by tools/generate-shapes.ts from the OpenAPI documents of real API servers. Do not edit.\n';

/** A text of lines as a constant of a module; a template literal, so that a change of one kind is a change of one line. */
function constant(name: string, comment: string, lines: readonly string[]): string {
  if (lines.some((line) => /[`\\]|\$\{/.test(line))) throw new Error('a line would end the template literal');
  return `\n/** ${comment} */\nexport const ${name} = \`\n${lines.join('\n')}\n\`;\n`;
}

function kubernetesModule(documents: readonly { version: string; document: any }[]): string {
  const { kinds, definitions } = kubernetesLines(documents.map(({ document }) => document));
  const versions = documents.map(({ version }) => `'${version}'`).join(', ');
  return [
    HEADER,
    '\n/** The versions there are shapes of, in the order of the bits in front of each line. */\n',
    `export const VERSIONS: readonly string[] = [${versions}];\n`,
    constant('KINDS', 'Versions, API version, kind, plural, scope, definition.', kinds),
    constant('DEFINITIONS', 'Versions, name, fields.', definitions),
  ].join('');
}

/** `cert-manager.io` -> `CERT_MANAGER_IO`. */
const constantOf = (group: string): string => group.replace(/[^A-Za-z0-9]/g, '_').toUpperCase();

function indexModule(groups: readonly string[]): string {
  const imports = groups.map((group) => `import { ${constantOf(group)} } from './${group}';\n`);
  const table = `/** Custom kinds, one text per API group. */\nexport const CUSTOM: readonly string[] = [${groups.map(constantOf).join(', ')}];\n`;
  return `${HEADER}\n${imports.join('')}\nexport { DEFINITIONS, KINDS, VERSIONS } from './kubernetes';\n\n${table}`;
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
  if (documents.length === 0) throw new Error('which Kubernetes? give --kubernetes VERSION=FILE');
  const crds = [...(values.crd ?? []), ...positionals]
    .flatMap((file) => parseAllDocuments(readFileSync(file, 'utf8')))
    .map((document) => document.toJS())
    .filter((object) => object?.kind === 'CustomResourceDefinition');

  const modules = new Map([['kubernetes.ts', kubernetesModule(documents)]]);
  const groups = [...new Set(crds.map((crd): string => crd.spec.group))].sort();
  for (const group of groups) {
    const lines = crdLines(crds.filter((crd) => crd.spec.group === group));
    modules.set(`${group}.ts`, HEADER + constant(constantOf(group), `Custom kinds of ${group}.`, lines));
  }
  modules.set('index.ts', indexModule(groups));

  mkdirSync(FOLDER, { recursive: true });
  for (const stale of readdirSync(FOLDER)) if (!modules.has(stale)) rmSync(join(FOLDER, stale));
  for (const [file, text] of modules) writeFileSync(join(FOLDER, file), text);
}

main();
