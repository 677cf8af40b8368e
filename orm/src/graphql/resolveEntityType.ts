// Which GraphQL type an entity is of, where a field may lead to several: unions of polymorphic references, interfaces of types that
// others extend.
import { type GraphQLResolveInfo, isObjectType } from "graphql";
import { BaseEntity } from "../session/BaseEntity.ts";
import { plainTypeName } from "./plainTypeName.ts";

/**
 * The `__resolveType` of interfaces and unions of entities: the name of the entity's class, or `PlainX` where `X` is the name of an
 * interface.
 * @example
 * addResolvers(schema, { CommentParent: { __resolveType: resolveEntityType } });
 */
export function resolveEntityType(
  value: unknown,
  _context: unknown,
  { schema }: Pick<GraphQLResolveInfo, "schema">,
): string | undefined {
  if (!BaseEntity.isEntity(value)) return undefined;
  const { type } = BaseEntity.stateOf(value).meta;
  return isObjectType(schema.getType(type)) ? type : plainTypeName(type);
}
