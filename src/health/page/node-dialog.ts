import { createNode, findNode, type NodeInput, Refused, testNode, updateNode } from './api';
import { byId, make, setText, visible } from './dom';
import { type Control, isSecret, makeFields } from './fields';
import { showHealth } from './health-view';
import type { ComputeNode } from './node';
import { say, type WordsKey } from './words';

/** Shows a node, and changes it; without a node: adds one. */
export class NodeDialog {
  private readonly dialog = byId<HTMLDialogElement>('node');
  private readonly controls: readonly Control[] = makeFields(byId('fields'));
  private readonly result = byId('node-result');
  private readonly buttons = ['save', 'test', 'delete'].map((id) => byId<HTMLButtonElement>(id));
  private node?: ComputeNode;

  constructor(
    private readonly on: {
      readonly changed: (node: ComputeNode) => void;
      readonly remove: (node: ComputeNode) => void;
      readonly closed: (node: ComputeNode | undefined) => void;
      readonly failed: (error: unknown) => void;
    },
  ) {
    byId('node-close').addEventListener('click', () => this.dialog.close());
    byId<HTMLFormElement>('node-form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.save();
    });
    byId('test').addEventListener('click', () => this.test());
    byId('delete').addEventListener('click', () => this.node && this.on.remove(this.node));
    this.dialog.addEventListener('close', () => this.on.closed(this.node));
  }

  get shown(): ComputeNode | undefined {
    return this.dialog.open ? this.node : undefined;
  }

  /** Opens it. The node is asked for anew: somebody may have changed it. */
  async open(node: ComputeNode | undefined): Promise<void> {
    this.fill(node);
    setText(this.result, '');
    this.dialog.showModal();
    (node ? byId('node-close') : this.controls[0].input).focus();
    if (!node) return;
    try {
      const now = await findNode(node.ID);
      if (this.node?.ID === now.ID) this.fill(now);
    } catch (error) {
      this.on.failed(error);
    }
  }

  close(): void {
    this.dialog.close();
  }

  /** Something about the node is new: its health is shown, what is being typed stays. */
  update(node: ComputeNode): void {
    if (this.shown?.ID !== node.ID) return;
    this.node = node;
    showHealth(node);
  }

  say(): void {
    if (!this.dialog.open) return;
    this.head();
    if (this.node) showHealth(this.node);
    this.placeholders();
  }

  private fill(node: ComputeNode | undefined): void {
    this.node = node;
    const isReadOnly = node?.source === 'inventory';
    for (const { field, input } of this.controls) {
      const value = node ? node[field.name] : field.initially;
      if (input instanceof HTMLInputElement && field.kind === 'switch') input.checked = value === true;
      else input.value = isSecret(field) || value === null || value === undefined ? '' : String(value);
      input.disabled = isReadOnly;
    }
    this.placeholders();
    this.problems([]);
    this.head();
    byId('read-only').hidden = !isReadOnly;
    byId('save').hidden = isReadOnly;
    byId('delete').hidden = !node || isReadOnly;
    byId('test').hidden = !node;
    byId('health').hidden = !node;
    if (node) showHealth(node);
  }

  private head(): void {
    setText(byId('node-title'), this.node ? visible(this.node.name) : say('newNode'));
  }

  private placeholders(): void {
    for (const { field, input } of this.controls) {
      if (!isSecret(field)) continue;
      const flag = `has${field.name[0].toUpperCase()}${field.name.slice(1)}`;
      input.placeholder = this.node?.[flag] === true ? say('keep') : this.node ? say('notStored') : '';
    }
  }

  private async save(): Promise<void> {
    const missing = this.controls.filter(({ field, input }) => field.isNeeded && input.value.trim() === '');
    const wrong = this.controls.filter(({ input }) => input.value !== '' && !input.validity.valid);
    if (missing.length + wrong.length > 0) {
      return this.problems([
        ...missing.map(({ field }) => ({ field: field.name, message: say('needed') })),
        ...wrong.map(({ field, input }) => ({ field: field.name, message: input.validationMessage })),
      ]);
    }
    await this.work('saving', async () => {
      const input = this.input();
      const node = this.node ? await updateNode(this.node.ID, input) : await createNode(input);
      this.fill(node);
      setText(this.result, say('saved'));
      this.on.changed(node);
    });
  }

  private async test(): Promise<void> {
    const { node } = this;
    if (!node) return;
    await this.work('testing', async () => {
      const tested = await testNode(node.ID);
      this.update(tested);
      setText(this.result, say('tested', { state: say(tested.health.state) }));
      this.on.changed(tested);
    });
  }

  /** One thing at a time; what goes wrong is told where it was asked for. */
  private async work(saying: WordsKey, body: () => Promise<void>): Promise<void> {
    for (const button of this.buttons) button.disabled = true;
    this.problems([]);
    setText(this.result, say(saying));
    try {
      await body();
    } catch (error) {
      setText(this.result, '');
      if (error instanceof Refused) this.problems(error.problems, error.message);
      else {
        this.problems([], say('failedRequest'));
        this.on.failed(error);
      }
    } finally {
      for (const button of this.buttons) button.disabled = false;
    }
  }

  /** What is different from the node; of a new one, everything. */
  private input(): NodeInput {
    const given = this.controls.flatMap(({ field, input }): [string, string | number | boolean][] => {
      if (field.kind === 'switch') return [[field.name, (input as HTMLInputElement).checked]];
      if (field.kind === 'number') return input.value === '' ? [] : [[field.name, Number(input.value)]];
      const value = isSecret(field) ? input.value : input.value.trim();
      return value === '' && (isSecret(field) || !this.node) ? [] : [[field.name, value]];
    });
    const { node } = this;
    return Object.fromEntries(
      node ? given.filter(([name, value]) => String(value) !== String(node[name] ?? '')) : given,
    );
  }

  /** Shows what is wrong, each beside its field, and goes to the first. */
  private problems(problems: readonly { readonly field: string; readonly message: string }[], message?: string): void {
    const byField = new Map(problems.map((problem) => [problem.field, problem.message]));
    let first: Control | undefined;
    for (const control of this.controls) {
      const wrong = byField.get(control.field.name);
      setText(control.problem, wrong ?? '');
      control.input.toggleAttribute('aria-invalid', wrong !== undefined);
      if (wrong !== undefined) {
        control.input.setAttribute('aria-invalid', 'true');
        first ??= control;
      }
      byField.delete(control.field.name);
    }
    const rest = [...byField].map(([field, text]) => `${field}: ${text}`);
    const said = message ?? (problems.length > 0 ? say('checkFields') : '');
    byId('form-error').replaceChildren(...[said, ...rest].filter(Boolean).map((line) => make('span', {}, line)));
    first?.input.focus();
  }
}
