import {
  type ImageReference,
  isImagePath,
  isRegistry,
  nameOf,
  parseReference,
} from 'cdk8s-gpulab/lib/core/images/private/reference';
import { suggestion } from 'cdk8s-gpulab/lib/core/private/nearest';
import { commandError, FindingsError } from '../cli/finding';
import type { Entry } from './entry';

interface Move {
  readonly from: string;
  readonly to: string;
  images: number;
}

/** Tag and digest as they are written. */
const VERSION = /(?::[^/:@]+)?(?:@.+)?$/;

/** Where images move to, with how many have. */
export class Registries {
  private readonly moves: readonly Move[];
  private readonly seen = new Set<string>();

  /** @param options texts of the form OLD=NEW; a path may follow the host */
  constructor(options: readonly string[]) {
    const moves = options.map(moveOf);
    const bad = options.flatMap((option, i) => mistakesIn(option, moves[i], moves.slice(0, i)));
    if (bad.length > 0) throw new FindingsError(bad);
    // The more exact one counts.
    this.moves = moves.map((move) => move!).sort((a, b) => b.from.length - a.from.length);
  }

  /** The image at its new place; itself when it does not move. A short name is one of docker.io, as to container runtimes. */
  rewrite(image: string): string {
    const reference = parseReference(image);
    if (!reference) return image;
    this.seen.add(reference.registry);
    const move = this.moves.find(({ from }) => isBelow(reference, from));
    if (!move) return image;
    move.images++;
    return move.to + nameOf(reference).slice(move.from.length) + VERSION.exec(image)![0];
  }

  /** For the summary: one line for each move. */
  counts(): { readonly label: string; readonly value: string }[] {
    return this.moves.map(({ from, to, images }) => ({
      label: 'registry',
      value: `${from} -> ${to}, ${images === 1 ? '1 image' : `${images} images`}`,
    }));
  }

  /** Moves of nothing: OLD is misspelt, or its images are gone. */
  unused(): Entry[] {
    const idle = this.moves.filter(({ images }) => images === 0);
    return idle.map(({ from, to }) => {
      const message = `--registry ${from}=${to} moved nothing: no image is below ${from}`;
      const hint = suggestion(from, [...this.seen].sort());
      return { fate: 'dropped', remark: { code: 'GPULAB4219', message, hint } };
    });
  }
}

const isBelow = (reference: ImageReference, place: string): boolean => nameOf(reference).startsWith(`${place}/`);

function moveOf(option: string): Move | undefined {
  const [, from, to] = /^([^\s=]+)=([^\s=]+)$/.exec(option) ?? [];
  return from === undefined ? undefined : { from, to, images: 0 };
}

/** A registry, perhaps with a path below it. */
function isPlace(text: string): boolean {
  const [registry, ...path] = text.split('/');
  return isRegistry(registry) && (path.length === 0 || isImagePath(path.join('/')));
}

function mistakesIn(option: string, move: Move | undefined, before: readonly (Move | undefined)[]) {
  const hint = 'as --registry harbor.old.example=harbor.new.example/mirror';
  if (!move) return [commandError('GPULAB4001', `--registry ${option} is not of the form OLD=NEW`, { hint })];
  const wrong = [move.from, move.to].filter((place) => !isPlace(place));
  const mistakes = wrong.map((place) => `--registry ${option}: ${place} is no registry (HOST, HOST:PORT or HOST/PATH)`);
  if (before.some((other) => other?.from === move.from))
    mistakes.push(`--registry ${option}: ${move.from} moves twice`);
  return mistakes.map((message) => commandError('GPULAB4001', message, { hint }));
}
