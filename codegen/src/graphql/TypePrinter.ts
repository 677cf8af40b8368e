// TypeScript types of a GraphQL schema's types: what resolvers may answer with, and what clients send.
import {
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  isUnionType,
} from "graphql";
import type { Imports } from "../emit/Imports.ts";
import type { ResolverPaths } from "./ResolverPaths.ts";
import type { Shown } from "./Shown.ts";

/** What a scalar of columns is for those who answer with it, and for those who are given it. */
const scalars: ReadonlyMap<string, { readonly output: string; readonly input: string }> = new Map(
  Object.entries({
    ID: { output: "string", input: "string" },
    String: { output: "string", input: "string" },
    Int: { output: "number", input: "number" },
    Float: { output: "number", input: "number" },
    Boolean: { output: "boolean", input: "boolean" },
    DateTime: { output: "Date | string", input: "Date" },
    Date: { output: "Date | string", input: "Date" },
    Time: { output: "string", input: "string" },
    Duration: { output: "object | string", input: "string" },
    BigInt: { output: "bigint | number | string", input: "bigint" },
    Decimal: { output: "string | number", input: "string" },
    UUID: { output: "string", input: "string" },
    JSON: { output: "unknown", input: "Json" },
  }),
);

/** With `Temporal` times are objects of its types. */
const temporal = new Set(["DateTime", "Date", "Time"]);

export class TypePrinter {
  readonly #shown: Shown;
  readonly #imports: Imports;
  readonly #paths: ResolverPaths;

  constructor(shown: Shown, imports: Imports, paths: ResolverPaths) {
    this.#shown = shown;
    this.#imports = imports;
    this.#paths = paths;
  }

  /** What a resolver answers with. */
  output(type: GraphQLOutputType): string {
    if (isNonNullType(type)) return this.#present(type.ofType, true);
    return `${this.#present(type, true)} | null | undefined`;
  }

  /** What a client sends. */
  input(type: GraphQLInputType): string {
    if (isNonNullType(type)) return this.#present(type.ofType, false);
    return `${this.#present(type, false)} | null | undefined`;
  }

  /** What a resolver of a type's field is given: the entity itself. */
  parent(type: GraphQLNamedType): string {
    return this.entity(type.name) ?? this.#detail(type.name) ?? type.name;
  }

  /** The class of an entity that the schema shows. */
  entity(name: string): string | undefined {
    const plain = /^Plain(.+)$/u.exec(name)?.[1];
    const found =
      this.#shown.entities.get(name) ??
      (plain === undefined ? undefined : this.#shown.entities.get(plain));
    return found === undefined
      ? undefined
      : this.#imports.module(this.#paths.entity(found.name), found.name, "type");
  }

  /** What may be set as a field of an entity. */
  optsOf(entity: string, field: string): string {
    const opts = this.#imports.library("kingpost", "OptsOf", "type");
    return `${opts}<${this.entity(entity)!}>[${JSON.stringify(field)}]`;
  }

  #present(type: GraphQLOutputType | GraphQLInputType, isOutput: boolean): string {
    if (isNonNullType(type)) return this.#present(type.ofType, isOutput);
    if (isListType(type)) {
      const item = isOutput
        ? this.output(type.ofType as GraphQLOutputType)
        : // In a list nothing is left out.
          this.input(type.ofType as GraphQLInputType).replace(/ \| undefined$/u, "");
      return `ReadonlyArray<${item}>`;
    }
    return this.#named(type, isOutput);
  }

  #named(type: GraphQLNamedType, isOutput: boolean): string {
    const { name } = type;
    if (isScalarType(type)) {
      if (isOutput && temporal.has(name) && this.#shown.model.settings.temporal !== undefined)
        return "object | string";
      if (name === "JSON" && !isOutput) return this.#imports.library("kingpost", "Json", "type");
      return scalars.get(name)?.[isOutput ? "output" : "input"] ?? "unknown";
    }
    if (isEnumType(type)) return this.#enumOf(name) ?? name;
    if (isInputObjectType(type)) return name;
    const entity = this.entity(name);
    if (entity !== undefined) return `${this.#orId()}<${entity}>`;
    if (isUnionType(type))
      return type
        .getTypes()
        .map((each) => this.#named(each, isOutput))
        .join(" | ");
    return this.#detail(name) ?? name;
  }

  #orId(): string {
    return this.#imports.library("kingpost", "EntityOrId", "type");
  }

  #enumOf(name: string): string | undefined {
    if (!this.#shown.enums.has(name)) return undefined;
    return this.#imports.module(this.#paths.enum(name), name, "type");
  }

  /** The row behind a value of an enum. */
  #detail(name: string): string | undefined {
    const model = /^(.+)Detail$/u.exec(name)?.[1];
    const found = this.#shown.model.enums.find((each) => each.name === model);
    if (found === undefined) return undefined;
    return this.#imports.module(this.#paths.enum(found.name), `${found.name}Details`, "type");
  }
}
