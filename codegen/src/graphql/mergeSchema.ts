// Puts what is new into the schema files that there are, at the place where it belongs, and leaves everything else in them as it is:
// comments, descriptions, directives, order and form. What vanished from the domain is reported, never removed.
import { Kind, print } from "graphql";
import { CodegenError } from "../errors/CodegenError.ts";
import { compareText } from "../model/compareText.ts";
import { printArgument, printDefinition, printMember } from "./printDefinition.ts";
import { argumentKey, type SchemaHistory } from "./SchemaHistory.ts";
import type { MemberNode, Placed, SchemaText } from "./SchemaText.ts";
import type { Argument, Definition, Member } from "./Sdl.ts";

export interface MergedSchema {
  /** The texts of files in which something changes, by path below the folder of the schema. */
  readonly files: ReadonlyMap<string, string>;
  readonly warnings: ReadonlyArray<string>;
}

interface Edit {
  readonly at: number;
  /** How much of the text it replaces. */
  readonly length: number;
  readonly text: string;
}

/** @throws CodegenError (`SCHEMA`) for names that hand-written types have */
export function mergeSchema(
  definitions: ReadonlyArray<Definition>,
  text: SchemaText,
  history: SchemaHistory,
): MergedSchema {
  return new SchemaMerge(text, history).run(definitions);
}

class SchemaMerge {
  readonly #text: SchemaText;
  readonly #history: SchemaHistory;
  readonly #edits = new Map<string, Edit[]>();
  /** What is put behind everything else, by file. */
  readonly #added = new Map<string, string[]>();
  readonly #clashes: string[] = [];

  constructor(text: SchemaText, history: SchemaHistory) {
    this.#text = text;
    this.#history = history;
  }

  run(definitions: ReadonlyArray<Definition>): MergedSchema {
    for (const definition of definitions) this.#merge(definition);
    if (this.#clashes.length > 0) throw new CodegenError("SCHEMA", this.#clashes);
    const files = new Map<string, string>();
    for (const file of new Set([...this.#edits.keys(), ...this.#added.keys()]))
      files.set(file, this.#rewritten(file));
    return { files, warnings: this.#vanished(definitions) };
  }

  #merge(definition: Definition): void {
    const { name, file, isExtension, members } = definition;
    const places = this.#text.placesOf(name);
    if (isExtension === true) {
      const missing = members.filter((member) => this.#isMissing(name, member));
      const here = places.find(
        (place) => place.file === file && place.node.kind === Kind.OBJECT_TYPE_EXTENSION,
      );
      if (here === undefined && missing.length > 0)
        this.#append(file, printDefinition({ ...definition, members: missing }));
      else if (here !== undefined) this.#mergeMembers(definition, here);
      this.#updateTypes(definition);
      return;
    }
    const defined = places.filter(({ node }) => node.kind.endsWith("Definition"));
    // Where a root is defined does not matter: others only extend it.
    if (isRoot(name) && defined.length > 0) return;
    if (defined.length === 0) {
      // Once made and not there any more: somebody has deleted it.
      if (!this.#history.hasType(name)) this.#append(file, printDefinition(definition));
      return;
    }
    const place = defined.find((each) => each.file === file) ?? defined[0]!;
    if (this.#isClash(definition, place)) return;
    this.#mergeMembers(definition, place);
    this.#updateTypes(definition);
  }

  /** A type of this name that was not made here, or one that has to be something else now. */
  #isClash({ kind, name, file, origin }: Definition, place: Placed): boolean {
    const isOther = place.file !== file && !this.#history.hasType(name);
    const isOtherKind = !kinds[kind].includes(place.node.kind);
    if (!isOther && !isOtherKind) return false;
    const line = this.#text.lineOf(place.file, place.node);
    if (!isOther) {
      this.#clashes.push(
        `${place.file}:${line} ${name} is ${article(kind)} ${kind} now, for ${origin}: change it by hand, or remove it and run codegen again with its entry in .history.json removed.`,
      );
      return true;
    }
    this.#clashes.push(
      `${place.file}:${line} defines ${name}, which ${origin} needs as ${article(kind)} ${kind} at ${file}:${this.#lineFor(file)}. Give yours another name, or leave the entity out of the schema (entities.X.graphql: false).`,
    );
    return true;
  }

  /** The line at which something would be put into a file. */
  #lineFor(file: string): number {
    return (this.#text.files.get(file) ?? "").split("\n").length;
  }

  #isMissing(type: string, { name }: Member): boolean {
    return (
      this.#text.find(type, name) === undefined && this.#history.typeOf(type, name) === undefined
    );
  }

  #mergeMembers({ kind, name: type, members }: Definition, place: Placed): void {
    for (const [at, member] of members.entries()) {
      if (!this.#isMissing(type, member)) continue;
      const before = members
        .slice(0, at)
        .toReversed()
        .flatMap((each) => place.members.find(({ name }) => name.value === each.name) ?? [])[0];
      if (kind === "union") this.#addToUnion(place, member);
      else this.#addMember(place, member, before);
    }
  }

  #addMember(place: Placed, member: Member, before: MemberNode | undefined): void {
    const text = this.#text.files.get(place.file)!;
    const { node } = place;
    const end = node.loc!.end;
    if (place.members.length === 0) {
      // `type Author` without fields, or with braces around none.
      this.#edit(place.file, { at: end, length: 0, text: ` {\n${printMember(member)}\n}` });
      return;
    }
    const first = place.members[0]!;
    if (before !== undefined) {
      const at = lineEndAfter(text, before.loc!.end, end);
      this.#edit(place.file, { at, length: 0, text: `\n${printMember(member)}` });
    } else {
      const open = text.lastIndexOf("{", startOf(first));
      this.#edit(place.file, { at: open + 1, length: 0, text: `\n${printMember(member)}` });
    }
  }

  #addToUnion({ file, node, members }: Placed, { name }: Member): void {
    const last = members.at(-1);
    this.#edit(file, {
      at: last?.loc?.end ?? node.loc!.end,
      length: 0,
      text: `${last === undefined ? " =" : " |"} ${name}`,
    });
  }

  /** A column has another type now: the field follows, unless somebody gave it a type of their own. */
  #updateTypes({ name: type, members }: Definition): void {
    for (const member of members) {
      const found = this.#text.find(type, member.name);
      if (found === undefined || !("type" in found.node)) continue;
      const { place, node } = found;
      const made = this.#history.typeOf(type, member.name);
      const isOurs = made !== undefined && print(node.type) === made;
      if (isOurs && member.type !== undefined && member.type !== made)
        this.#edit(place.file, {
          at: node.type.loc!.start,
          length: node.type.loc!.end - node.type.loc!.start,
          text: member.type,
        });
      if ("arguments" in node && member.args !== undefined)
        this.#addArguments(type, place.file, node, member.args);
    }
  }

  #addArguments(
    type: string,
    file: string,
    node: Extract<MemberNode, { readonly arguments?: unknown }>,
    args: ReadonlyArray<Argument>,
  ): void {
    const there = node.arguments ?? [];
    const missing = args.filter(
      ({ name }) =>
        there.every((arg) => arg.name.value !== name) &&
        this.#history.typeOf(type, argumentKey(node.name.value, name)) === undefined,
    );
    // A field that never had any is somebody's own.
    const isAdopted = this.#history.typeOf(type, node.name.value) === undefined;
    if (missing.length === 0 || (isAdopted && there.length === 0)) return;
    const text = missing.map((arg) => printArgument(arg)).join(", ");
    const last = there.at(-1);
    const at = last?.loc?.end ?? node.name.loc!.end;
    this.#edit(file, { at, length: 0, text: last === undefined ? `(${text})` : `, ${text}` });
  }

  #edit(file: string, edit: Edit): void {
    this.#edits.set(file, [...(this.#edits.get(file) ?? []), edit]);
  }

  #append(file: string, text: string): void {
    this.#added.set(file, [...(this.#added.get(file) ?? []), text]);
  }

  #rewritten(file: string): string {
    let text = this.#text.files.get(file) ?? "";
    const edits = (this.#edits.get(file) ?? []).map((edit, order) => ({ ...edit, order }));
    // From the end, so that places stay; of several at one place the first comes first.
    for (const { at, length, text: inserted } of edits.toSorted(
      (a, b) => b.at - a.at || b.order - a.order,
    ))
      text = text.slice(0, at) + inserted + text.slice(at + length);
    const added = this.#added.get(file) ?? [];
    const parts = [...(text.trim() === "" ? [] : [text.trimEnd()]), ...added];
    return `${parts.join("\n\n")}\n`;
  }

  /** What was made of a column, a relation or a table that is not there any more, and still stands in a file. */
  #vanished(definitions: ReadonlyArray<Definition>): ReadonlyArray<string> {
    const wanted = new Map<string, Set<string>>();
    for (const { name, members } of definitions) {
      const names = wanted.get(name) ?? new Set<string>();
      for (const member of members) names.add(member.name);
      wanted.set(name, names);
    }
    const warnings: Array<readonly [file: string, line: number, what: string, hint?: string]> = [];
    for (const [type, members] of this.#history.types) {
      const names = wanted.get(type);
      const [place] = this.#text.placesOf(type);
      if (names === undefined && place !== undefined) {
        const line = this.#text.lineOf(place.file, place.node);
        if (!this.#isKept(place.file, place.node)) warnings.push([place.file, line, type]);
        continue;
      }
      for (const member of members.keys()) {
        const found = names?.has(member) === false ? this.#text.find(type, member) : undefined;
        if (found === undefined || this.#isKept(found.place.file, found.node)) continue;
        const line = this.#text.lineOf(found.place.file, found.node);
        const renamed = this.#renamedTo(type, found.node, definitions);
        warnings.push([found.place.file, line, `${type}.${member}`, renamed]);
      }
    }
    return warnings
      .toSorted(([a, one], [b, other]) => compareText(a, b) || one - other)
      .map(
        ([file, line, what, hint = ""]) =>
          `${file}:${line} ${what} was made for what the database does not have any more${hint}; remove it, or write # keep above it.`,
      );
  }

  /** A field of the same type that comes with this run, if it is the only one. */
  #renamedTo(type: string, node: MemberNode, definitions: ReadonlyArray<Definition>): string {
    if (!("type" in node)) return "";
    const shown = print(node.type);
    const added = definitions
      .filter(({ name }) => name === type)
      .flatMap(({ members }) => members)
      .filter((member) => member.type === shown && this.#isMissing(type, member));
    return added.length === 1 ? ` (is it ${added[0]!.name} now?)` : "";
  }

  /** Somebody says so in a comment on the line, or on the one above. */
  #isKept(file: string, node: { readonly loc?: { readonly start: number } | undefined }): boolean {
    const lines = this.#text.files.get(file)!.split("\n");
    const line = this.#text.lineOf(file, node) - 1;
    return [lines[line], lines[line - 1]].some((each) => /#\s*keep\b/u.test(each ?? ""));
  }
}

const kinds: Readonly<Record<Definition["kind"], ReadonlyArray<string>>> = {
  type: [Kind.OBJECT_TYPE_DEFINITION, Kind.OBJECT_TYPE_EXTENSION],
  interface: [Kind.INTERFACE_TYPE_DEFINITION, Kind.INTERFACE_TYPE_EXTENSION],
  input: [Kind.INPUT_OBJECT_TYPE_DEFINITION, Kind.INPUT_OBJECT_TYPE_EXTENSION],
  union: [Kind.UNION_TYPE_DEFINITION, Kind.UNION_TYPE_EXTENSION],
  enum: [Kind.ENUM_TYPE_DEFINITION, Kind.ENUM_TYPE_EXTENSION],
  scalar: [Kind.SCALAR_TYPE_DEFINITION, Kind.SCALAR_TYPE_EXTENSION],
};

function isRoot(name: string): boolean {
  return name === "Query" || name === "Mutation";
}

function article(kind: string): string {
  return /^[aeiou]/u.test(kind) ? "an" : "a";
}

/** Behind what follows on the line of a member: a comment goes with it. Another member does not. */
function lineEndAfter(text: string, from: number, until: number): number {
  const rest = /^[ \t,]*(?:#[^\n]*)?(?=\n)/u.exec(text.slice(from, until));
  return from + (rest?.[0].length ?? 0);
}

/** Where a member begins, its description included. */
function startOf(node: MemberNode): number {
  return node.loc!.start;
}
