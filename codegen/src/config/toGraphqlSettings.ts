// What the configuration says of GraphQL, with its defaults filled in.
import type { Config } from "./Config.ts";

export interface GraphqlSettings {
  readonly directory: string;
  /** Whether the schema has an entity. */
  readonly isShown: (entity: string) => boolean;
  readonly deleteMutations: boolean;
  readonly filters: "lists" | "operators";
  readonly orders: "enum" | "nested";
  readonly unindexed: boolean;
  readonly lazy: boolean;
  readonly paginationStyle: "cursor" | "limit";
}

/** `undefined` for a project without GraphQL. */
export function toGraphqlSettings({
  graphql,
  paginationStyle,
  entities = {},
}: Config): GraphqlSettings | undefined {
  if (graphql === undefined || graphql === false) return undefined;
  const config = graphql === true ? {} : graphql;
  const { only, exclude = [] } = config;
  return {
    directory: config.directory ?? "./src/graphql",
    isShown: (entity) =>
      (only === undefined || only.includes(entity)) &&
      !exclude.includes(entity) &&
      entities[entity]?.graphql !== false,
    deleteMutations: config.deleteMutations === true,
    filters: config.filters ?? "lists",
    orders: config.orders ?? "enum",
    unindexed: config.unindexed === true,
    lazy: config.lazy === true,
    paginationStyle: paginationStyle ?? "cursor",
  };
}
