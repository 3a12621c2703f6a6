import { isMapping } from '../../../core/private/mapping';
import { nearest, suggestion } from '../../../core/private/nearest';
import { quoted, typed } from '../../../core/rules/problem';
import type { KubeKeyVersion } from '../../kubekey/kubekey-version';
import { type DocumentProblems, type Path, pathText } from './document-problem';
import type { Field, Fields } from './field-types';
import { originOf } from './placeholder';

const WANTED: { readonly [kind in Field['kind']]: string } = {
  text: 'text',
  secret: 'text',
  whole: 'a whole number',
  boolean: 'true or false',
  texts: 'a list of texts',
  map: 'a mapping of texts',
  anything: 'anything',
  object: 'a mapping',
  list: 'a list of mappings',
  byName: 'a mapping of mappings',
};

/** Fields that kk does not know, of another version, or with a value of another type. It would say nothing of them itself. */
export class FieldCheck {
  constructor(
    private readonly version: KubeKeyVersion,
    private readonly problems: DocumentProblems,
  ) {}

  check(value: unknown, field: Field, path: Path): void {
    if (value === null || value === undefined) return;
    if (!isOfKind(value, field)) {
      // A secret that is no text is not shown either.
      const got = field.kind === 'secret' ? 'no text' : typed(value);
      this.problems.error('GPULAB2802', path, `${pathText(path)} is ${got}; ${WANTED[field.kind]} is wanted`);
      return;
    }
    if (field.kind === 'text') this.text(value as string, field, path);
    else if (field.kind === 'secret') this.secret(value as string, path);
    else if (field.kind === 'whole') this.whole(value as number, field, path);
    else if (field.kind === 'object') this.members(value as object, field.fields!, path);
    else if (field.kind === 'list') {
      for (const [index, item] of (value as object[]).entries()) this.members(item, field.fields!, [...path, index]);
    } else if (field.kind === 'byName') {
      for (const [name, member] of Object.entries(value)) this.members(member, field.fields!, [...path, name]);
    }
  }

  private members(value: object, fields: Fields, path: Path): void {
    for (const [key, member] of Object.entries(value)) {
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (field === undefined) this.unknown(key, fields, path);
      else if (this.isKnown(field, [...path, key])) this.check(member, field, [...path, key]);
    }
    for (const [key, { required }] of Object.entries(fields)) {
      const member = (value as { [key: string]: unknown })[key];
      if (!required || (member !== undefined && member !== null && member !== '')) continue;
      const where = pathText(path);
      this.problems.error('GPULAB2803', path, `${where === '' ? 'the file' : where} has no ${key}`);
    }
  }

  private unknown(key: string, fields: Fields, path: Path): void {
    const known = Object.keys(fields);
    const near = nearest(key, known);
    const hint = near === undefined ? suggestion(key, known) : `did you mean "${near}"?`;
    const message = `kk knows no ${pathText([...path, key])}, and would ignore it in silence`;
    this.problems.error('GPULAB2801', [...path, key], message, hint);
  }

  private isKnown({ since, until }: Field, path: Path): boolean {
    const { line } = this.version;
    if (since !== undefined && line < since) {
      this.problems.error('GPULAB2804', path, `kk ${line} knows no ${pathText(path)}; it came with ${since}`);
      return false;
    }
    if (until !== undefined && line > until) {
      this.problems.error('GPULAB2804', path, `kk ${line} knows no ${pathText(path)} any more; it went with ${until}`);
      return false;
    }
    return true;
  }

  private text(value: string, { values, newValues = {} }: Field, path: Path): void {
    const since = newValues[value];
    if (since !== undefined && this.version.line < since) {
      const message = `${pathText(path)} ${quoted(value)} came with kk ${since}; this is ${this.version.line}`;
      this.problems.error('GPULAB2804', path, message);
    } else if (values && !values.includes(value)) {
      const known = values.filter((one) => one !== '' && (newValues[one] ?? '') <= this.version.line);
      const message = `${pathText(path)} is ${quoted(value)}; one of ${known.join(', ')} is wanted`;
      this.problems.error('GPULAB2802', path, message, suggestion(value, known));
    }
  }

  /** The value itself is never shown. */
  private secret(value: string, path: Path): void {
    if (value === '' || originOf(value)) return;
    const hint = 'give privateKeyPath, or say where it comes from: InstallSecret.environment("...") or .file("...")';
    this.problems.error('GPULAB2826', path, `${pathText(path)} stands in the file in clear`, hint);
  }

  private whole(value: number, { range = [0, Number.MAX_SAFE_INTEGER] }: Field, path: Path): void {
    const [least, most] = range;
    if (value >= least && value <= most) return;
    const wanted = most === Number.MAX_SAFE_INTEGER ? `at least ${least}` : `${least} to ${most}`;
    this.problems.error('GPULAB2802', path, `${pathText(path)} is ${value}; ${wanted} is wanted`);
  }
}

function isOfKind(value: unknown, { kind }: Field): boolean {
  switch (kind) {
    case 'text':
    case 'secret':
      return typeof value === 'string';
    case 'whole':
      return Number.isInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'map':
      return isMapping(value) && Object.values(value).every((item) => typeof item === 'string');
    case 'object':
      return isMapping(value);
    case 'list':
      return Array.isArray(value) && value.every(isMapping);
    case 'byName':
      return isMapping(value) && Object.values(value).every(isMapping);
    case 'anything':
      return true;
  }
}
