// The schema files that there are: where each type and each of its fields stands in them.
import {
  type DefinitionNode,
  type DocumentNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  GraphQLError,
  type InputValueDefinitionNode,
  Kind,
  type NamedTypeNode,
  parse,
} from "graphql";
import { CodegenError } from "../errors/CodegenError.ts";

export type MemberNode =
  | FieldDefinitionNode
  | InputValueDefinitionNode
  | EnumValueDefinitionNode
  | NamedTypeNode;

/** A type, or an extension of one, in a file. */
export interface Placed {
  readonly file: string;
  readonly node: DefinitionNode;
  readonly name: string;
  readonly members: ReadonlyArray<MemberNode>;
}

export class SchemaText {
  readonly files: ReadonlyMap<string, string>;
  readonly documents: ReadonlyMap<string, DocumentNode>;
  readonly #placed: ReadonlyMap<string, ReadonlyArray<Placed>>;

  /**
   * @param files texts by path below the folder of the schema
   * @throws CodegenError (`SCHEMA`) for a file that is no GraphQL
   */
  constructor(files: ReadonlyMap<string, string>) {
    this.files = files;
    this.documents = new Map([...files].map(([file, text]) => [file, parseFile(file, text)]));
    const placed = [...this.documents].flatMap(([file, { definitions }]) =>
      definitions.flatMap((node) =>
        "name" in node && node.name !== undefined && node.kind !== Kind.OPERATION_DEFINITION
          ? [{ file, node, name: node.name.value, members: membersOf(node) }]
          : [],
      ),
    );
    this.#placed = Map.groupBy(placed, ({ name }) => name);
  }

  /** A type and its extensions. */
  placesOf(type: string): ReadonlyArray<Placed> {
    return this.#placed.get(type) ?? [];
  }

  /** A field, value or member of a type, wherever it stands. */
  find(
    type: string,
    member: string,
  ): { readonly place: Placed; readonly node: MemberNode } | undefined {
    for (const place of this.placesOf(type)) {
      const node = place.members.find(({ name }) => name.value === member);
      if (node !== undefined) return { place, node };
    }
    return undefined;
  }

  /** `author.graphql:12`. */
  lineOf(file: string, node: { readonly loc?: { readonly start: number } | undefined }): number {
    const text = this.files.get(file)!;
    return text.slice(0, node.loc?.start ?? 0).split("\n").length;
  }
}

function parseFile(file: string, text: string): DocumentNode {
  // GraphQL knows no empty documents.
  if (/^(?:\s|#.*$)*$/mu.test(text) && !/^\s*[^\s#]/mu.test(text))
    return { kind: Kind.DOCUMENT, definitions: [] };
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const line = error.locations?.[0]?.line ?? 1;
    throw new CodegenError("SCHEMA", [`${file}:${line} is no GraphQL: ${error.message}`], {
      cause: error,
    });
  }
}

function membersOf(node: DefinitionNode): ReadonlyArray<MemberNode> {
  if ("fields" in node) return node.fields ?? [];
  if ("values" in node) return node.values ?? [];
  return "types" in node ? (node.types ?? []) : [];
}
