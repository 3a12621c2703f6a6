import { commandError, FindingsError } from '../cli/finding';

/** Where images move to, with how many have. */
export class Registries {
  private readonly moves: { readonly from: string; readonly to: string; images: number }[];

  /** @param options texts of the form OLD=NEW; a path may follow the host */
  constructor(options: readonly string[]) {
    const parts = options.map((option) => /^([^\s=]+)=([^\s=]+)$/.exec(option));
    const bad = options.filter((_, i) => !parts[i]);
    if (bad.length > 0) throw new FindingsError(bad.map(notAMove));
    this.moves = parts.map((part) => ({ from: part![1], to: part![2], images: 0 }));
    // The more exact one counts.
    this.moves.sort((a, b) => b.from.length - a.from.length);
  }

  /** The image at its new place; itself when it does not move. */
  rewrite(image: string): string {
    const move = this.moves.find(({ from }) => image.startsWith(`${from}/`));
    if (!move) return image;
    move.images++;
    return move.to + image.slice(move.from.length);
  }

  /** For the summary: one line for each move. */
  counts(): { readonly label: string; readonly value: string }[] {
    return this.moves.map(({ from, to, images }) => ({
      label: 'registry',
      value: `${from} -> ${to}, ${images === 1 ? '1 image' : `${images} images`}`,
    }));
  }
}

const notAMove = (option: string) =>
  commandError('GPULAB4001', `--registry ${option} is not of the form OLD=NEW`, {
    hint: 'as --registry harbor.old.example=harbor.new.example/mirror',
  });
