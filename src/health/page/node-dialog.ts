import { createNode, findNode, Refused, testNode, updateNode } from './api';
import { byId, setText, visible } from './dom';
import { showHealth } from './health-view';
import { LeaveDialog } from './leave-dialog';
import type { ComputeNode } from './node';
import { NodeForm } from './node-form';
import { translated } from './server-words';
import { say, type WordsKey } from './words';

/** Shows a node, and changes it; without a node: adds one. */
export class NodeDialog {
  private readonly dialog = byId<HTMLDialogElement>('node');
  private readonly form = new NodeForm(() => this.sayTest());
  private readonly leaving = new LeaveDialog(() => this.dialog.close());
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
    byId('node-close').addEventListener('click', () => this.leave());
    byId<HTMLFormElement>('node-form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.save();
    });
    byId('test').addEventListener('click', () => this.test());
    byId('delete').addEventListener('click', () => this.node && this.on.remove(this.node));
    // A browser lets nobody refuse the second Escape of two, but the key itself; other ways to close are no key.
    this.dialog.addEventListener('keydown', (event) => event.key === 'Escape' && this.leave(event));
    this.dialog.addEventListener('cancel', (event) => this.leave(event));
    this.dialog.addEventListener('close', () => {
      this.leaving.close();
      this.on.closed(this.node);
    });
  }

  get shown(): ComputeNode | undefined {
    return this.dialog.open ? this.node : undefined;
  }

  /** Opens it. The node is asked for anew: somebody may have changed it. */
  async open(node: ComputeNode | undefined): Promise<void> {
    this.fill(node);
    setText(this.result, '');
    this.dialog.showModal();
    (node ? byId('node-close') : this.form).focus();
    if (!node) return;
    try {
      const now = await findNode(node.ID);
      if (this.shown?.ID !== now.ID) return;
      if (this.form.isEdited) this.update(now);
      else this.fill(now);
    } catch (error) {
      this.on.failed(error);
    }
  }

  close(): void {
    this.dialog.close();
  }

  /** Closes it, unless something would be lost that nobody gave up. */
  private leave(event?: Event): void {
    event?.preventDefault();
    if (this.form.isEdited) this.leaving.open();
    else this.dialog.close();
  }

  /** Something about the node is new: its health is shown, what is being typed stays. */
  update(node: ComputeNode): void {
    if (this.shown?.ID !== node.ID) return;
    this.node = node;
    showHealth(node);
  }

  say(): void {
    this.sayTest();
    if (!this.dialog.open) return;
    this.head();
    if (this.node) showHealth(this.node);
    this.form.say();
  }

  private fill(node: ComputeNode | undefined): void {
    this.node = node;
    const isReadOnly = node?.source === 'inventory';
    this.form.fill(node);
    this.sayTest();
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

  /** What is stored is what is tested: changes are saved before. */
  private sayTest(): void {
    setText(byId('test'), say(this.form.isEdited ? 'saveAndTest' : 'test'));
  }

  private async save(): Promise<boolean> {
    if (!this.form.isRight()) return false;
    return this.work('saving', async () => {
      const input = this.form.input();
      const node = this.node ? await updateNode(this.node.ID, input) : await createNode(input);
      this.fill(node);
      const warnings = (node.warnings ?? []).map(translated).join(', ');
      setText(this.result, warnings === '' ? say('saved') : say('savedWarned', { warnings }));
      this.on.changed(node);
    });
  }

  private async test(): Promise<void> {
    if (this.form.isEdited && !(await this.save())) return;
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
  private async work(saying: WordsKey, body: () => Promise<void>): Promise<boolean> {
    for (const button of this.buttons) button.disabled = true;
    this.form.problems([]);
    setText(this.result, say(saying));
    try {
      await body();
      return true;
    } catch (error) {
      setText(this.result, '');
      if (error instanceof Refused) this.form.problems(error.problems, error.message);
      else {
        this.form.problems([], say('failedRequest'));
        this.on.failed(error);
      }
      return false;
    } finally {
      for (const button of this.buttons) button.disabled = false;
    }
  }
}
