// A reactive hint as a tree of names. A name with the mark `:ro` is loaded, and neither it nor anything below it is reacted to.
import { HintTree } from "./HintTree.ts";
import { entriesOf } from "./parseHint.ts";

const mark = ":ro";

export interface ReactiveKey {
  readonly name: string;
  /** Loaded without being reacted to. */
  readonly isReadOnly: boolean;
  readonly below: ReactiveTree;
}

export class ReactiveTree {
  readonly keys: ReadonlyArray<ReactiveKey>;

  private constructor(keys: ReadonlyArray<ReactiveKey>) {
    this.keys = keys;
  }

  /** From any of the forms of a hint; its names are not checked yet. */
  static parse(hint: unknown): ReactiveTree {
    return new ReactiveTree(
      entriesOf(hint).map(([key, below]) => {
        const isReadOnly = key.endsWith(mark);
        const name = isReadOnly ? key.slice(0, -mark.length) : key;
        return { name, isReadOnly, below: ReactiveTree.parse(below) };
      }),
    );
  }

  /** The same with these keys alone. */
  only(keys: ReadonlyArray<ReactiveKey>): ReactiveTree {
    return new ReactiveTree(keys);
  }

  /** What has to be loaded: all names. Those of fields are no members that could be, so that nobody will look for them. */
  toLoad(): HintTree {
    const names = Map.groupBy(this.keys, ({ name }) => name);
    return new HintTree(
      new Map(
        Array.from(names, ([name, keys]) => [
          name,
          new ReactiveTree(keys.flatMap(({ below }) => below.keys)).toLoad(),
        ]),
      ),
    );
  }

  /** As a hint in its object form. */
  toJSON(): unknown {
    return Object.fromEntries(
      this.keys.map(({ name, isReadOnly, below }) => [
        isReadOnly ? name + mark : name,
        below.toJSON(),
      ]),
    );
  }
}
