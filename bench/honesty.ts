import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { objectsOf } from './students';
import type { Workshop } from './workshop';

const STUDENTS = 3;
const OUTPUT = 'honesty';

type Manifest = { kind: string; metadata: { name: string } };

/** Throws unless product, floor and plain cdk8s write the same objects: a bench of different work would prove nothing. */
export function assertSameWork(workshop: Workshop): void {
  const expected = sorted(Array.from({ length: STUDENTS }, (_, index) => objectsOf(index) as Manifest[]).flat());
  const writers = {
    product: workshop.product(STUDENTS, OUTPUT),
    floor: workshop.variant('floor', STUDENTS, OUTPUT),
    'by-the-docs': workshop.variant('by-the-docs', STUDENTS, OUTPUT),
    'app-each': workshop.variant('app-each', STUDENTS, OUTPUT),
    'template-string': workshop.templateString(STUDENTS, OUTPUT),
    jinja: workshop.jinja(STUDENTS, OUTPUT),
  };
  for (const [name, command] of Object.entries(writers)) {
    workshop.removeOutput(OUTPUT);
    workshop.read(command);
    const written = sorted(objectsIn(workshop.outputOf(OUTPUT)));
    const different = expected.find((object, index) => !isDeepStrictEqual(object, written[index]));
    if (!different && written.length === expected.length) continue;
    const which = different ? `${different.kind} ${different.metadata.name}` : 'the number of objects';
    throw new Error(`${name} does other work than the floor: ${which} differs`);
  }
}

function objectsIn(folder: string): Manifest[] {
  const files = readdirSync(folder).filter((name) => /\.(?:yaml|json)$/.test(name));
  return files.flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    if (name.endsWith('.json')) return JSON.parse(text).items;
    return parseAllDocuments(text).map((document) => (document as { toJS(): unknown }).toJS());
  });
}

const sorted = (objects: Manifest[]): Manifest[] => objects.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));

const idOf = ({ kind, metadata }: Manifest): string => `${kind} ${metadata.name} ${JSON.stringify(metadata)}`;
