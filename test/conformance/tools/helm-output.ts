import { Composer, isScalar, Parser, visit } from 'yaml';
import { canonical } from '../../constructs/output/hostile';

/** Helm and we do not agree. */
export class Difference extends Error {}

/** What each reader sees: objects, each as its canonical text. */
type Readings = { readonly [reader: string]: readonly string[] };

/** Readers that go by the letter of YAML, as it was and as it is. */
export class HelmOutputReader {
  /** By text: whatever the values, most documents of a chart stay as they are. */
  private readonly known = new Map<string, Readings>();

  public read(output: string): Readings {
    // In the first column this is a mark between documents, also where a text of several lines has not ended.
    const parts = output.split(/(?<=\n)(?=---[ \n])/).map((part) => this.readPart(part));
    const all = (reader: string) => parts.flatMap((part) => part[reader]);
    return { 'YAML 1.1': all('YAML 1.1'), 'YAML 1.2': all('YAML 1.2') };
  }

  private readPart(text: string): Readings {
    const known = this.known.get(text);
    if (known) return known;
    // What tokens mean is told by the composer, and only there versions differ.
    const tokens = [...new Parser().parse(text)];
    const readings = { 'YAML 1.1': composed(tokens, '1.1', text), 'YAML 1.2': composed(tokens, '1.2', text) };
    this.known.set(text, readings);
    return readings;
  }
}

type Tokens = Parameters<Composer['compose']>[0];

function composed(tokens: Tokens, version: '1.1' | '1.2', text: string): string[] {
  const documents = [...new Composer({ version, strict: true, uniqueKeys: true }).compose(tokens)];
  return documents.flatMap((document) => {
    if (document.errors.length > 0) throw new Difference(`YAML ${version}: ${document.errors[0].message}\n${text}`);
    visit(document, { Scalar: (_, scalar) => mustBePlainInteger(scalar) });
    const object = document.toJS();
    return object === null ? [] : [canonical(object)];
  });
}

/** An integer with an exponent is none to the API server. */
function mustBePlainInteger(scalar: unknown): void {
  if (!isScalar(scalar) || !Number.isSafeInteger(scalar.value) || /^-?\d+$/.test(scalar.source ?? '')) return;
  throw new Difference(`the integer ${scalar.value} is written as ${scalar.source}`);
}
