// From `conditions` to a tree whose leaves know which collections they speak of.
import { isPlainObject } from "../kit/isPlainObject.ts";
import type { Condition, Expression, RawNode } from "../sql/nodes.ts";
import { SqlFragment } from "../sql/SqlFragment.ts";
import { AliasCondition } from "./AliasCondition.ts";
import { AliasMember } from "./AliasMember.ts";
import type { Branch } from "./Branch.ts";
import type { FilterColumn, OperatorContext } from "./FilterColumn.ts";
import { fieldColumn, keyColumn } from "./filterColumns.ts";
import { encodeGiven, encodeTyped } from "./givenValue.ts";
import { fullTextMatch } from "./operators/fullText.ts";
import { bindPath, jsonCondition, textOf } from "./operators/jsonPath.ts";
import { below, filterError, type Place, unknownKey, within } from "./Place.ts";
import type { Query } from "./Query.ts";
import { RawCondition } from "./RawCondition.ts";
import { splitPlaceholders } from "./splitPlaceholders.ts";

export type ConditionTree =
  | { readonly kind: "and" | "or"; readonly items: ReadonlyArray<ConditionTree> }
  | {
      readonly kind: "leaf";
      readonly condition: Condition;
      readonly branches: ReadonlySet<Branch>;
    };

/** The tree of a condition; `undefined` when nothing is asked. */
export function parseConditions(
  query: Query,
  given: unknown,
  at: Place,
): ConditionTree | undefined {
  if (given === undefined) return undefined;
  if (AliasCondition.is(given) || RawCondition.is(given) || SqlFragment.is(given)) {
    const uses = new AliasUses(query);
    const condition = leafOf(uses, given, at);
    return condition && { kind: "leaf", condition, branches: uses.branches };
  }
  if (!isPlainObject(given))
    throw filterError(at, "is not a condition of an alias, of sql, or and, or, not");
  return parseNode(query, given, at);
}

const nodeKeys = ["and", "or", "not", "pruneIfUndefined"];

function parseNode(
  query: Query,
  given: Readonly<Record<string, unknown>>,
  at: Place,
): ConditionTree | undefined {
  const { pruneIfUndefined, ...node } = given;
  const [kind, ...more] = Object.keys(node);
  for (const key of [kind, ...more])
    if (key !== undefined && !nodeKeys.includes(key))
      throw unknownKey(below(at, key), key, "and, or or not", nodeKeys);
  if (kind === undefined || more.length > 0) throw filterError(at, "is not one of and, or, not");
  const here = below(at, kind);
  const entries: unknown = kind === "not" ? [node["not"]] : node[kind];
  if (!Array.isArray(entries)) throw filterError(here, "is not a list of conditions");
  if (isPruned(entries, pruneIfUndefined, at)) return undefined;
  const items = entries.flatMap((item: unknown, index) => {
    const tree = parseConditions(query, item, kind === "not" ? here : below(here, index));
    return tree === undefined ? [] : [tree];
  });
  if (items.length === 0) return undefined;
  if (kind !== "not") return { kind: kind as "and" | "or", items };
  const branches = new Set(items.flatMap((item) => [...branchesOf(item)]));
  return {
    kind: "leaf",
    condition: { kind: "not", item: conditionOf(items[0]!) },
    branches,
  };
}

function isPruned(entries: ReadonlyArray<unknown>, rule: unknown, at: Place): boolean {
  if (rule === undefined) return false;
  if (rule === "any") return entries.includes(undefined);
  if (rule === "all") return entries.every((entry) => entry === undefined);
  throw filterError(below(at, "pruneIfUndefined"), "is neither any nor all");
}

export function branchesOf(tree: ConditionTree): ReadonlySet<Branch> {
  if (tree.kind === "leaf") return tree.branches;
  return new Set(tree.items.flatMap((item) => [...branchesOf(item)]));
}

/** The tree as it stands, for conditions that are put where all of their collections are in reach. */
export function conditionOf(tree: ConditionTree): Condition {
  if (tree.kind === "leaf") return tree.condition;
  const items = tree.items.map(conditionOf);
  return items.length === 1 ? items[0]! : { kind: tree.kind, items };
}

/** Columns of aliases in one condition, and the collections whose members they are of. */
export class AliasUses implements OperatorContext {
  readonly branches: Set<Branch> = new Set<Branch>();
  readonly #query: Query;

  constructor(query: Query) {
    this.#query = query;
  }

  bind(...args: Parameters<OperatorContext["bind"]>): ReturnType<OperatorContext["bind"]> {
    return this.#query.parts.bind(...args);
  }

  alias(name: string): string {
    return this.#query.parts.alias(name);
  }

  columnOf(operand: unknown, at: Place): Expression | undefined {
    if (!AliasMember.is(operand)) return undefined;
    const { node } = this.column(operand, at);
    if (operand.keys === undefined) return node;
    const value = { document: node, path: operand.keys };
    return textOf(value, bindPath(this, value, at));
  }

  /** @throws AliasError (`ALIAS`), InvalidFilterError (`INVALID_FILTER`) */
  column({ alias, fieldName }: AliasMember, at: Place): FilterColumn {
    const row = this.#query.rowOf(alias);
    if (row.branch !== undefined) this.branches.add(row.branch);
    const { meta } = row;
    const field = meta.fields.get(fieldName);
    const place = { ...at, type: meta.type, shown: fieldName };
    if (field === undefined)
      throw unknownKey(place, fieldName, `a field of ${meta.type}`, meta.fields.keys());
    if (!("index" in field)) throw filterError(place, "is a collection, which has no column");
    const { entityKey, parts } = this.#query;
    parts.name(field);
    if (field.kind === "primaryKey") return keyColumn(() => row.column(field), meta, entityKey);
    if (field.kind === "m2o") return keyColumn(() => row.column(field), field.otherMeta, entityKey);
    return fieldColumn(() => row.column(field), field);
  }
}

function leafOf(
  uses: AliasUses,
  given: AliasCondition | RawCondition | SqlFragment,
  at: Place,
): Condition | undefined {
  if (SqlFragment.is(given)) return { kind: "holds", operand: fragmentNode(uses, given, at) };
  const { member } = given;
  const column = uses.column(member, at);
  const type = (member.alias.type as { readonly name?: string }).name ?? at.type;
  if (RawCondition.is(given)) {
    const operand = rawNode(uses, column, given, { ...at, type, shown: `${member.fieldName}.raw` });
    return { kind: "holds", operand };
  }
  const { operator, operand } = given;
  const place: Place = {
    type,
    keys: [...at.keys, "operand"],
    shown: [member.fieldName, ...(member.keys ?? []), operator].join("."),
  };
  if (member.keys !== undefined)
    return jsonCondition(
      uses,
      { document: column.node, path: member.keys },
      operator,
      operand,
      place,
    );
  const meaning = column.family.operators.get(operator);
  if (meaning === undefined)
    throw unknownKey(place, operator, `an operator for ${column.type}`, [
      ...column.family.operators.keys(),
    ]);
  if (given.config !== undefined)
    return fullTextMatch(uses, column, place, { ...place, keys: [...at.keys, "config"] });
  return meaning(uses, column, operand, place);
}

/** The column, and the text behind it with its placeholders bound. */
function rawNode(
  uses: AliasUses,
  { node }: FilterColumn,
  { text, bindings }: RawCondition,
  at: Place,
): RawNode {
  const parts = splitPlaceholders(text, bindings.length, at).map((part) =>
    typeof part === "string"
      ? part
      : uses.bind(within(at, "bindings", part), undefined, encodeGiven),
  );
  return { kind: "raw", parts: [node, " ", ...parts] };
}

/** SQL of the application, with columns and names quoted and the rest bound. */
export function fragmentNode(uses: AliasUses, { texts, holes }: SqlFragment, at: Place): RawNode {
  const parts: Array<string | Expression> = [texts[0]!];
  for (const [index, hole] of holes.entries()) {
    const here = within(at, "holes", index, "value");
    parts.push(holeNode(uses, hole, here), texts[index + 1]!);
  }
  return { kind: "raw", parts };
}

function holeNode(uses: AliasUses, hole: SqlFragment["holes"][number], at: Place): Expression {
  switch (hole.kind) {
    case "identifier":
      return { kind: "identifier", name: hole.name };
    case "typed":
      return uses.bind(at, hole.type, encodeTyped(hole.type));
    case "given":
      return uses.columnOf(hole.value, at) ?? uses.bind(at, undefined, encodeGiven);
  }
}
