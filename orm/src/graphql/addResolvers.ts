// Puts resolvers into a schema that was made of text.
import {
  GraphQLError,
  type GraphQLFieldResolver,
  GraphQLScalarType,
  type GraphQLSchema,
  type GraphQLTypeResolver,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isObjectType,
  isScalarType,
} from "graphql";
import { resolveEntityType } from "./resolveEntityType.ts";

/** By name of the type: resolvers by field, values by name of an enum's, `__resolveType`, or a scalar. */
export type ResolverMap = Readonly<Record<string, object>>;

/**
 * Gives the fields of a schema their resolvers, its enums their values, its scalars their meaning, and has its interfaces and unions
 * tell entities apart. A type may have fewer fields than its resolvers, since entities have more members than are shown; a query,
 * mutation or subscription that the schema does not know is a mistake, and so is a type. The schema given is changed: make one for
 * each server.
 * @example
 * const schema = addResolvers(buildSchema(sdl), { ...scalars, ...allResolvers });
 * @throws GraphQLError for what the schema does not have
 */
export function addResolvers(schema: GraphQLSchema, resolvers: ResolverMap): GraphQLSchema {
  const roots = new Set([
    schema.getQueryType(),
    schema.getMutationType(),
    schema.getSubscriptionType(),
  ]);
  for (const [name, members] of Object.entries(resolvers)) {
    const type = schema.getType(name);
    if (type === undefined) {
      // Not every schema needs all scalars.
      if (members instanceof GraphQLScalarType) continue;
      throw new GraphQLError(`The schema has no type ${name}.`);
    }
    if (isScalarType(type) && members instanceof GraphQLScalarType) {
      const { serialize, parseValue, parseLiteral } = members;
      Object.assign(type, { serialize, parseValue, parseLiteral });
    } else if (isEnumType(type)) setEnumValues(schema, name, members);
    else if (isObjectType(type) || isAbstractType(type)) {
      const isRoot = roots.has(type as never);
      for (const [field, resolver] of Object.entries(members))
        setResolver(schema, name, field, resolver, isRoot);
    }
  }
  for (const type of Object.values(schema.getTypeMap()))
    if (isAbstractType(type) && !type.name.startsWith("__")) type.resolveType ??= resolveEntityType;
  return schema;
}

function setResolver(
  schema: GraphQLSchema,
  typeName: string,
  name: string,
  resolver: unknown,
  isRoot: boolean,
): void {
  const type = schema.getType(typeName);
  if (name === "__resolveType" && isAbstractType(type)) {
    type.resolveType = resolver as GraphQLTypeResolver<unknown, unknown>;
    return;
  }
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  if (field === undefined) {
    if (isRoot) throw new GraphQLError(`The schema has no field ${typeName}.${name}.`);
    return;
  }
  if (typeof resolver === "function")
    field.resolve = resolver as GraphQLFieldResolver<unknown, unknown>;
  // Of a subscription: where its events come from, and what is made of them.
  else Object.assign(field, resolver);
}

/** What codes stand behind the names of an enum's values, where they are not the same. */
function setEnumValues(schema: GraphQLSchema, name: string, values: object): void {
  const type = schema.getType(name);
  if (!isEnumType(type)) return;
  const config = type.toConfig();
  for (const [value, code] of Object.entries(values)) {
    if (!Object.hasOwn(config.values, value))
      throw new GraphQLError(`The schema has no value ${name}.${value}.`);
    config.values[value]!.value = code;
  }
  // An enum looks its values up by what was said of them when it was made.
  Object.assign(type, new (type.constructor as new (config: object) => object)(config));
}
