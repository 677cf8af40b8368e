// The imports of one generated file. Every name that comes from outside is asked for here and may get another one, so that an
// entity called `Date` or `Collection` hides neither the global nor the library's type.
import { compareText } from "../model/compareText.ts";
import { relativeSpecifier } from "./relativeSpecifier.ts";

/** Global names that generated code uses, or that would be confusing when hidden. */
const globals = [
  "Array",
  "BigInt",
  "Boolean",
  "Date",
  "Error",
  "Function",
  "Map",
  "Number",
  "Object",
  "Promise",
  "Readonly",
  "ReadonlyArray",
  "Record",
  "Set",
  "String",
  "Symbol",
  "Uint8Array",
  "undefined",
];

interface Import {
  readonly module: string;
  readonly name: string;
  readonly local: string;
  isValue: boolean;
}

export class Imports {
  readonly #path: string;
  readonly #extension: string;
  readonly #taken: Set<string>;
  /** Names of the library that were not asked for yet. */
  readonly #reserved: Set<string>;
  readonly #imports = new Map<string, Import>();

  /**
   * @param path of the file, below the folder of entities
   * @param declared the names that the file itself declares
   * @param library the names that it imports from packages; entities give way to them
   */
  constructor(
    path: string,
    extension: string,
    declared: Iterable<string>,
    library: Iterable<string>,
  ) {
    this.#path = path;
    this.#extension = extension;
    this.#taken = new Set([...globals, ...declared]);
    this.#reserved = new Set([...library].filter((name) => !this.#taken.has(name)));
  }

  /** A value or type of a package; when the file declares the same name it is imported as `Kingpost…`. */
  library(module: string, name: string, kind: "type" | "value"): string {
    this.#reserved.delete(name);
    return this.#add(module, name, kind, (taken) => `Kingpost${name}${taken}`);
  }

  /** From another generated file, or one of the entities: `codegen/BookCodegen`. */
  file(path: string, name: string, kind: "type" | "value"): string {
    const module = this.#specifier(path);
    return this.#add(module, name, kind, (taken) => `${name}Entity${taken}`);
  }

  /** From any module that is already written as this file must name it. */
  module(module: string, name: string, kind: "type" | "value"): string {
    return this.#add(module, name, kind, (taken) => `${name}Type${taken}`);
  }

  /** All of them, as source. */
  print(): string {
    const modules = Map.groupBy(this.#imports.values(), ({ module }) => module);
    return [...modules.keys()]
      .toSorted()
      .map((module) => printImport(module, modules.get(module)!))
      .join("\n");
  }

  #add(
    module: string,
    name: string,
    kind: "type" | "value",
    otherName: (taken: string) => string,
  ): string {
    const key = `${module}\n${name}`;
    const existing = this.#imports.get(key);
    if (existing !== undefined) {
      existing.isValue ||= kind === "value";
      return existing.local;
    }
    const local = this.#free(name, otherName);
    this.#taken.add(local);
    this.#imports.set(key, { module, name, local, isValue: kind === "value" });
    return local;
  }

  #free(name: string, otherName: (taken: string) => string): string {
    const isFree = (each: string): boolean => !this.#taken.has(each) && !this.#reserved.has(each);
    if (isFree(name)) return name;
    for (let count = 1; ; count++) {
      const candidate = otherName(count === 1 ? "" : String(count));
      if (isFree(candidate)) return candidate;
    }
  }

  #specifier(path: string): string {
    const folder = this.#path.split("/").slice(0, -1).join("/");
    return relativeSpecifier(folder, path) + this.#extension;
  }
}

function printImport(module: string, imports: ReadonlyArray<Import>): string {
  const isAllTypes = imports.every(({ isValue }) => !isValue);
  const names = imports
    .toSorted(
      (a, b) =>
        compareText(a.name.toLowerCase(), b.name.toLowerCase()) || compareText(a.name, b.name),
    )
    .map(({ name, local, isValue }) => {
      const kind = isAllTypes || isValue ? "" : "type ";
      return `${kind}${name}${local === name ? "" : ` as ${local}`}`;
    });
  return `import ${isAllTypes ? "type " : ""}{ ${names.join(", ")} } from ${JSON.stringify(module)};`;
}
