import { deleteNode, Refused } from './api';
import { byId, make, setText, visible } from './dom';
import type { ComputeNode } from './node';
import { say } from './words';

/** Containers run on the node: the server wants to hear it twice. */
const CONTAINERS_RUN = 'GPULAB4424';

/** Asks before a node is deleted; and once more where containers run on it. */
export class RemoveDialog {
  private readonly dialog = byId<HTMLDialogElement>('remove');
  private readonly confirm = byId<HTMLButtonElement>('remove-confirm');
  private node?: ComputeNode;
  private isSure = false;

  constructor(
    private readonly onRemoved: (node: ComputeNode) => void,
    private readonly onFailed: (error: unknown) => void,
  ) {
    byId('remove-cancel').addEventListener('click', () => this.dialog.close());
    this.confirm.addEventListener('click', () => this.remove());
  }

  open(node: ComputeNode): void {
    this.node = node;
    this.isSure = false;
    byId('remove-containers').replaceChildren();
    setText(byId('remove-error'), '');
    this.say();
    this.dialog.showModal();
    byId('remove-cancel').focus();
  }

  say(): void {
    if (!this.node) return;
    setText(byId('remove-title'), say('deleteTitle', { name: visible(this.node.name) }));
    setText(byId('remove-text'), say(this.isSure ? 'containersRun' : 'deleteText'));
    setText(this.confirm, say(this.isSure ? 'deleteAnyway' : 'deleteNow'));
  }

  private async remove(): Promise<void> {
    const { node } = this;
    if (!node) return;
    this.confirm.disabled = true;
    try {
      await deleteNode(node.ID, this.isSure);
      this.dialog.close();
      this.onRemoved(node);
    } catch (error) {
      this.refused(error);
    } finally {
      this.confirm.disabled = false;
    }
  }

  private refused(error: unknown): void {
    if (error instanceof Refused && error.error === CONTAINERS_RUN) this.ask(error);
    else if (error instanceof Refused) setText(byId('remove-error'), error.message);
    else {
      setText(byId('remove-error'), say('failedRequest'));
      this.onFailed(error);
    }
  }

  private ask({ containers }: Refused): void {
    this.isSure = true;
    this.say();
    byId('remove-containers').replaceChildren(
      ...containers.map(({ name, image }) =>
        make('li', {}, make('bdi', {}, visible(name)), ' ', make('bdi', { class: 'note' }, visible(image))),
      ),
    );
    byId('remove-cancel').focus();
  }
}
