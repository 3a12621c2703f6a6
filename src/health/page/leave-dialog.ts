import { byId } from './dom';

/** Asks before changes that are not saved are dropped. */
export class LeaveDialog {
  private readonly dialog = byId<HTMLDialogElement>('leave');

  constructor(onLeave: () => void) {
    byId('leave-stay').addEventListener('click', () => this.close());
    byId('leave-now').addEventListener('click', () => {
      this.close();
      onLeave();
    });
  }

  open(): void {
    this.dialog.showModal();
    byId('leave-stay').focus();
  }

  close(): void {
    this.dialog.close();
  }
}
