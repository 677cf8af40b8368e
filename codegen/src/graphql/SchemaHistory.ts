// What earlier runs put into the schema: by type its members, each with the type that it was given. It tells what people have deleted,
// which stays deleted, and what they have changed, which stays as it is. Kept in `.history.json` beside the schema.
import { CodegenError } from "../errors/CodegenError.ts";
import { compareText } from "../model/compareText.ts";
import type { Definition } from "./Sdl.ts";

type Members = Readonly<Record<string, string>>;

export class SchemaHistory {
  readonly #types: ReadonlyMap<string, ReadonlyMap<string, string>>;

  private constructor(types: ReadonlyMap<string, ReadonlyMap<string, string>>) {
    this.#types = types;
  }

  get types(): Iterable<readonly [type: string, members: ReadonlyMap<string, string>]> {
    return this.#types;
  }

  hasType(type: string): boolean {
    return this.#types.has(type);
  }

  /** The type that a member was given; `""` for one that has none, `undefined` for one that was never made. */
  typeOf(type: string, member: string): string | undefined {
    return this.#types.get(type)?.get(member);
  }

  /** With what is made today, and without what is gone from both the domain and the files. */
  next(
    definitions: ReadonlyArray<Definition>,
    isStillThere: (type: string, member: string) => boolean,
  ): SchemaHistory {
    const types = new Map<string, Map<string, string>>();
    const add = (type: string, member: string, shown: string): void => {
      const members = types.get(type) ?? new Map<string, string>();
      types.set(type, members.set(member, shown));
    };
    for (const [type, members] of this.#types)
      for (const [member, shown] of members)
        if (isStillThere(type, member)) add(type, member, shown);
    for (const { name, members } of definitions) {
      if (!types.has(name)) types.set(name, new Map());
      for (const member of members) {
        add(name, member.name, member.type ?? "");
        for (const arg of member.args ?? [])
          add(name, argumentKey(member.name, arg.name), arg.type);
      }
    }
    return new SchemaHistory(types);
  }

  /** As JSON, in an order that does not depend on that of the runs. */
  toString(): string {
    const types = sorted(this.#types).map(([type, members]) => [
      type,
      Object.fromEntries(sorted(members)),
    ]);
    return `${JSON.stringify(Object.fromEntries(types), undefined, 2)}\n`;
  }

  /** @throws CodegenError (`CONFIG`) */
  static parse(path: string, text: string | undefined): SchemaHistory {
    if (text === undefined) return new SchemaHistory(new Map());
    try {
      const types = JSON.parse(text) as Readonly<Record<string, Members>>;
      return new SchemaHistory(
        new Map(
          Object.entries(types).map(([type, members]) => [type, new Map(Object.entries(members))]),
        ),
      );
    } catch (cause) {
      throw new CodegenError(
        "CONFIG",
        [
          `${path} is not JSON: ${String(cause)}. Restore it: without it, what was deleted from the schema would come back.`,
        ],
        { cause },
      );
    }
  }
}

/** How the argument of a field is named in the history. */
export function argumentKey(field: string, argument: string): string {
  return `${field}(${argument})`;
}

function sorted<V>(map: ReadonlyMap<string, V>): Array<[string, V]> {
  return [...map].toSorted(([a], [b]) => compareText(a, b));
}
