// What merging entities has done since the last flush: which references were moved by it, which no rule objects to, and which relations
// are too large to be in memory and are moved by the flush.
import type { ManyToManyField, ManyToOneField, OneToManyField } from "../schema/Field.ts";
import type { CounterpartOf } from "./counterpartsIn.ts";
import type { EntityState } from "./EntityState.ts";

/** All that stands behind a large relation of some entities comes to stand behind that of another one. */
export interface Move {
  readonly field: OneToManyField | ManyToManyField;
  readonly from: ReadonlySet<EntityState>;
  readonly to: EntityState;
}

/** Everything that stands here, to be given back to `restore`. */
export interface MergeChanges {
  readonly moves: Move[] | undefined;
  readonly moved: Map<EntityState, Map<ManyToOneField, EntityState | undefined>> | undefined;
}

/** Most ems merge nothing. */
export class Merges {
  #moves: MergeChanges["moves"];
  #moved: MergeChanges["moved"];

  get moves(): ReadonlyArray<Move> {
    return this.#moves ?? none;
  }

  move(move: Move): void {
    (this.#moves ??= []).push(move);
  }

  /** Whether what stands behind a large relation of an entity is moved away by the flush. */
  isEmptied(owner: EntityState, field: Move["field"]): boolean {
    return this.moves.some((move) => move.field === field && move.from.has(owner));
  }

  /** A merge pointed the child's reference at the target, or nowhere. */
  noteMoved(child: EntityState, field: ManyToOneField, to: EntityState | undefined): void {
    this.#moved ??= new Map();
    const fields = this.#moved.get(child);
    if (fields === undefined) this.#moved.set(child, new Map([[field, to]]));
    else fields.set(field, to);
  }

  /** Whether the child's reference leads where a merge has pointed it. */
  hasMoved(child: EntityState, field: ManyToOneField, target: unknown): boolean {
    const fields = this.#moved?.get(child);
    return fields !== undefined && fields.has(field) && fields.get(field) === target;
  }

  /** Takes over what another unit of work has merged. */
  takeOver(from: Merges, counterpartOf: CounterpartOf): void {
    for (const { field, from: sources, to } of from.moves)
      this.move({ field, from: new Set([...sources].map(counterpartOf)), to: counterpartOf(to) });
    for (const [child, fields] of from.#moved ?? [])
      for (const [field, to] of fields)
        this.noteMoved(counterpartOf(child), field, to && counterpartOf(to));
  }

  get changes(): MergeChanges {
    return { moves: this.#moves, moved: this.#moved };
  }

  /** What was settled is to be done again, ahead of what came since. */
  restore({ moves, moved }: MergeChanges): void {
    const [laterMoves, laterMoved] = [this.#moves, this.#moved];
    this.#moves = moves;
    this.#moved = moved;
    for (const move of laterMoves ?? []) this.move(move);
    for (const [child, fields] of laterMoved ?? [])
      for (const [field, to] of fields) this.noteMoved(child, field, to);
  }

  /** Forgets everything, after it was written. */
  settle(): void {
    this.#moves = undefined;
    this.#moved = undefined;
  }
}

const none: ReadonlyArray<Move> = [];
