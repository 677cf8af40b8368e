// Calls a resolver outside of a query.
import {
  GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLSchema,
  GraphQLString,
  Kind,
  OperationTypeNode,
} from "graphql";
import { BaseEntity } from "../session/BaseEntity.ts";
import type { Entity } from "../types/Entity.ts";
import { emOf } from "./emOf.ts";
import type { ResolverContext } from "./ResolverContext.ts";
import type { Lazy } from "./RunFn.ts";
import { settle } from "./settle.ts";

type AnyResolver = (
  root: unknown,
  args: unknown,
  ctx: unknown,
  info: GraphQLResolveInfo,
) => unknown;

export async function callResolver(
  resolvers: object,
  field: string,
  root: unknown,
  args: Lazy<unknown>,
  ctx: unknown,
): Promise<unknown> {
  const resolve = (resolvers as Readonly<Record<string, AnyResolver | undefined>>)[field];
  if (resolve === undefined) throw new TypeError(`There is no resolver for ${field}.`);
  const given = typeof args === "function" ? (args as () => unknown)() : args;
  return settle(
    resolve(await fresh(root, ctx as ResolverContext), given ?? {}, ctx, infoOf(field)),
  );
}

/** An entity of the test, as the fresh unit of work knows it. */
async function fresh(root: unknown, ctx: ResolverContext): Promise<unknown> {
  if (!BaseEntity.isEntity(root)) return root;
  const em = emOf(ctx);
  return root.em === em ? root : em.load<Entity>(BaseEntity.stateOf(root).meta.cstr, root.idTagged);
}

/** What a resolver is told of a query that selects nothing below its field: there is nothing to look ahead to. */
function infoOf(fieldName: string): GraphQLResolveInfo {
  const type = new GraphQLObjectType({
    name: "Query",
    fields: { [fieldName]: { type: GraphQLString } },
  });
  return {
    fieldName,
    fieldNodes: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: fieldName } }],
    returnType: GraphQLString,
    parentType: type,
    path: { prev: undefined, key: fieldName, typename: "Query" },
    schema: new GraphQLSchema({ query: type }),
    fragments: {},
    rootValue: undefined,
    operation: {
      kind: Kind.OPERATION_DEFINITION,
      operation: OperationTypeNode.QUERY,
      selectionSet: { kind: Kind.SELECTION_SET, selections: [] },
    },
    variableValues: {},
  };
}
