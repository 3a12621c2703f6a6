import type { NodeInput } from './api';
import { byId, make, setText } from './dom';
import { type Control, type Field, isSecret, makeFields } from './fields';
import type { ComputeNode } from './node';
import { translated } from './server-words';
import { say } from './words';

/** What is wrong with a field. */
interface Problem {
  readonly field: string;
  readonly message: string;
}

/** The fields of a node: what they were filled with, and what somebody made of it. */
export class NodeForm {
  private readonly controls: readonly Control[] = makeFields(byId('fields'));
  private readonly filled = new Map<Control, string>();
  private node?: ComputeNode;

  constructor(onEdit: () => void) {
    byId('fields').addEventListener('input', onEdit);
  }

  /** Is there anything that would be lost? */
  get isEdited(): boolean {
    return this.controls.some((control) => this.isChanged(control));
  }

  /** Takes a node; without one, the form is that of a new one. */
  fill(node: ComputeNode | undefined): void {
    this.node = node;
    const isReadOnly = node?.source === 'inventory';
    for (const control of this.controls) {
      const { field, input, removal } = control;
      const value = node ? node[field.name] : field.initially;
      if (isSwitch(input)) input.checked = value === true;
      else input.value = isSecret(field) || value === null || value === undefined ? '' : String(value);
      input.disabled = isReadOnly;
      if (removal) {
        removal.checked = false;
        removal.parentElement!.hidden = isReadOnly || !this.isStored(field);
      }
      this.filled.set(control, stateOf(control));
    }
    this.say();
    this.problems([]);
  }

  focus(): void {
    this.controls[0].input.focus();
  }

  say(): void {
    for (const { field, input } of this.controls) {
      if (!isSecret(field)) continue;
      input.placeholder = this.isStored(field) ? say('keep') : this.node ? say('notStored') : '';
    }
  }

  /** What is changed; of a new node, everything that is given. A number cannot be taken away. */
  input(): NodeInput {
    const given = this.controls.filter((control) => (this.node ? this.isChanged(control) : isGiven(control)));
    return Object.fromEntries(
      given
        .filter(({ field, input }) => field.kind !== 'number' || input.value !== '')
        .map((control) => [control.field.name, givenBy(control)]),
    );
  }

  /** Shows what can be seen to be wrong without the server. */
  isRight(): boolean {
    const problems = this.controls.flatMap((control) => problemOf(control) ?? []);
    this.problems(problems, problems.length > 0 ? say('checkFields') : '');
    return problems.length === 0;
  }

  /** Shows what is wrong, each beside its field, and goes to the first. */
  problems(problems: readonly Problem[], message = ''): void {
    const byField = new Map(problems.map((problem) => [problem.field, translated(problem.message)]));
    let first: Control | undefined;
    for (const control of this.controls) {
      const wrong = byField.get(control.field.name);
      setText(control.problem, wrong ?? '');
      if (wrong === undefined) control.input.removeAttribute('aria-invalid');
      else {
        control.input.setAttribute('aria-invalid', 'true');
        first ??= control;
      }
      byField.delete(control.field.name);
    }
    const rest = [...byField].map(([field, text]) => `${field}: ${text}`);
    byId('form-error').replaceChildren(...[message, ...rest].filter(Boolean).map((line) => make('span', {}, line)));
    first?.input.focus();
  }

  private isChanged(control: Control): boolean {
    return this.filled.get(control) !== stateOf(control);
  }

  private isStored({ name }: Field): boolean {
    return this.node?.[`has${name[0].toUpperCase()}${name.slice(1)}`] === true;
  }
}

const isSwitch = (input: Control['input']): input is HTMLInputElement => input.type === 'checkbox';

/** Equal texts: nothing was done to it. */
const stateOf = ({ input, removal }: Control): string =>
  removal?.checked ? 'removed' : isSwitch(input) ? String(input.checked) : `=${input.value}`;

const isGiven = ({ input }: Control): boolean => isSwitch(input) || input.value.trim() !== '';

/** As the server takes it; the empty text takes away. */
function givenBy({ field, input, removal }: Control): string | number | boolean {
  if (isSwitch(input)) return input.checked;
  if (field.kind === 'number') return Number(input.value);
  if (isSecret(field)) return removal?.checked ? '' : input.value;
  return input.value.trim();
}

function problemOf({ field, input }: Control): Problem | undefined {
  if (field.isNeeded && input.value.trim() === '') return { field: field.name, message: say('needed') };
  if (field.kind !== 'number' || input.validity.valid) return undefined;
  const { least = 0, most } = field;
  return {
    field: field.name,
    message: most === undefined ? say('wholeNumber', { least }) : say('wholeNumberTo', { least, most }),
  };
}
