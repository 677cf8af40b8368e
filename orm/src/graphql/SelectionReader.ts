// Reads from what a query selects which members it will ask for, as a load hint. What takes arguments, what is not known and what
// only some of the possible types mean is left to its resolver.
import {
  type FieldNode,
  getDirectiveValues,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  type SelectionNode,
} from "graphql";
import { HintTree } from "../hints/HintTree.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import { type LoadableMember, typesBelow } from "../schema/LoadableMember.ts";
import { onlyAsksForId } from "./onlyAsksForId.ts";
import { plainTypeName } from "./plainTypeName.ts";

export type SelectionInfo = Pick<
  GraphQLResolveInfo,
  "fieldNodes" | "fragments" | "returnType" | "schema" | "variableValues"
>;

/** A field that is selected, and the type in whose braces it stands. */
interface Selected {
  readonly node: FieldNode;
  readonly on: GraphQLCompositeType;
}

/** The parts of a page, behind which its entities stand. */
const wrapped: ReadonlySet<string> = new Set(["edges", "node", "nodes", "entities"]);

export class SelectionReader {
  readonly #info: SelectionInfo;

  constructor(info: SelectionInfo) {
    this.#info = info;
  }

  /** What is selected below fields of one name, which lead to entities of these types. */
  below(
    metas: ReadonlyArray<EntityMeta>,
    type: GraphQLNamedType,
    nodes: ReadonlyArray<FieldNode>,
  ): HintTree {
    if (!isCompositeType(type)) return HintTree.nothing;
    const byName = Map.groupBy(this.#selected(type, nodes), ({ node }) => node.name.value);
    if (isWrapper(type, metas)) return this.#belowWrapper(metas, byName);
    const keys = new Map<string, HintTree>();
    for (const [name, selected] of byName) {
      const below = this.#ofField(metas, type, name, selected);
      if (below !== undefined) keys.set(name, below);
    }
    return keys.size === 0 ? HintTree.nothing : new HintTree(keys);
  }

  /** What is selected below the field that is being resolved, which shows a member. */
  belowMember(member: LoadableMember): HintTree {
    const metas = typesBelow(member);
    if (metas === undefined || metas.length === 0) return HintTree.nothing;
    const { returnType, fieldNodes } = this.#info;
    return this.below(metas, getNamedType(returnType), fieldNodes);
  }

  /** `undefined` where the field's resolver is to decide. */
  #ofField(
    metas: ReadonlyArray<EntityMeta>,
    type: GraphQLCompositeType,
    name: string,
    selected: ReadonlyArray<Selected>,
  ): HintTree | undefined {
    const holders = metas
      .flatMap((meta) => [meta, ...meta.subTypes])
      .filter(({ members, isAbstract }) => !isAbstract && members.has(name));
    if (holders.length === 0) return undefined;
    const isMeant = (meta: EntityMeta): boolean =>
      selected.some(({ on }) => on === type || this.#covers(on, meta));
    // A hint knows names, not types: of two types that have the member, it cannot load that of one.
    if (!holders.every(isMeant)) return undefined;
    const field = fieldOf(selected[0]!.on, name);
    if (field === undefined || field.args.length > 0) return undefined;
    const nodes = selected.map(({ node }) => node);
    const members = new Set(holders.map((meta) => meta.members.get(name)!));
    const named = getNamedType(field.type);
    const { fragments } = this.#info;
    const isKeyEnough = !isAbstractType(named) && onlyAsksForId({ fieldNodes: nodes, fragments });
    if (isKeyEnough && members.values().every(({ kind }) => kind === "m2o")) return undefined;
    const below = [...members].map((member) => typesBelow(member));
    // What a hand-written member leads to may be known once it is there.
    if (below.some((each) => each === undefined)) return HintTree.nothing;
    const targets = [...new Set(below.flatMap((each) => each!))];
    return targets.length === 0 ? HintTree.nothing : this.below(targets, named, nodes);
  }

  #belowWrapper(
    metas: ReadonlyArray<EntityMeta>,
    byName: ReadonlyMap<string, ReadonlyArray<Selected>>,
  ): HintTree {
    const trees: HintTree[] = [];
    for (const [name, selected] of byName) {
      const field = wrapped.has(name) ? fieldOf(selected[0]!.on, name) : undefined;
      if (field === undefined || field.args.length > 0) continue;
      const nodes = selected.map(({ node }) => node);
      trees.push(this.below(metas, getNamedType(field.type), nodes));
    }
    return HintTree.merge(trees);
  }

  /** The fields in the braces of several nodes, those of fragments included, each fragment once. */
  #selected(type: GraphQLCompositeType, nodes: ReadonlyArray<FieldNode>): Selected[] {
    const found: Selected[] = [];
    const seen = new Set<string>();
    const add = (selections: ReadonlyArray<SelectionNode>, on: GraphQLCompositeType): void => {
      for (const selection of selections) {
        if (!this.#isIncluded(selection)) continue;
        if (selection.kind === Kind.FIELD) {
          found.push({ node: selection, on });
          continue;
        }
        if (selection.kind === Kind.FRAGMENT_SPREAD) {
          const { value } = selection.name;
          if (seen.has(value)) continue;
          seen.add(value);
        }
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT
            ? selection
            : this.#info.fragments[selection.name.value];
        if (fragment === undefined) continue;
        const condition = fragment.typeCondition?.name.value;
        const narrowed = condition === undefined ? on : this.#info.schema.getType(condition);
        if (isCompositeType(narrowed)) add(fragment.selectionSet.selections, narrowed);
      }
    };
    for (const { selectionSet } of nodes) add(selectionSet?.selections ?? [], type);
    return found;
  }

  #isIncluded(selection: SelectionNode): boolean {
    if (selection.directives === undefined || selection.directives.length === 0) return true;
    const { variableValues } = this.#info;
    const skip = getDirectiveValues(GraphQLSkipDirective, selection, variableValues);
    const include = getDirectiveValues(GraphQLIncludeDirective, selection, variableValues);
    return skip?.["if"] !== true && include?.["if"] !== false;
  }

  /** Whether what stands in the braces of a type is asked of the entities of exactly this one. */
  #covers(on: GraphQLCompositeType, { type }: EntityMeta): boolean {
    const possible = isAbstractType(on) ? this.#info.schema.getPossibleTypes(on) : [on];
    return possible.some(({ name }) => name === type || name === plainTypeName(type));
  }
}

/** Types around entities: of pages (`pageInfo`) and of their edges (`node`, `cursor`). */
function isWrapper(type: GraphQLCompositeType, metas: ReadonlyArray<EntityMeta>): boolean {
  if (!isObjectType(type) || metas.some((meta) => meta.type === type.name)) return false;
  const fields = type.getFields();
  return "pageInfo" in fields || ("node" in fields && "cursor" in fields);
}

function fieldOf(
  type: GraphQLCompositeType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  return isUnionType(type) || !(isObjectType(type) || isInterfaceType(type))
    ? undefined
    : type.getFields()[name];
}
