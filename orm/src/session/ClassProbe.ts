// Stands in for an entity while the field initialisers of its class run, once, at boot: it takes down which fields they define
// and keeps none of them. It is given to a class in place of a state.
import { fileURLToPath } from "node:url";

/** An instance field that a class defines. */
export interface ClassField {
  readonly name: string;
  readonly value: unknown;
  /** Where its initialiser stands, `Author.ts:12`, when the engine tells. */
  readonly place: string | undefined;
}

export class ClassProbe {
  /** In the order of their definition: those of base classes first. A field that a subclass defines again is there twice. */
  readonly fields: ClassField[] = [];

  /** What the initialisers know as `this`. */
  recorder(prototype: object): object {
    const record = (name: string | symbol, value: unknown): boolean => {
      this.fields.push({ name: String(name), value, place: placeOf(new Error().stack) });
      return true;
    };
    return new Proxy(Object.create(prototype) as object, {
      defineProperty: (_, name, { value }) => record(name, value),
      // Compilers that do not define fields assign them.
      set: (_, name, value) => record(name, value),
    });
  }
}

/** The frame above the trap's own two is the initialiser's. */
function placeOf(stack: string | undefined): string | undefined {
  const frame = stack?.split("\n")[3];
  const [, url, line] = /\(?((?:file:\/\/)?\/.+):(\d+):\d+\)?$/.exec(frame ?? "") ?? [];
  if (url === undefined) return undefined;
  return `${url.startsWith("file:") ? fileURLToPath(url) : url}:${line}`;
}
