// Which types of a table have a member: the table's own, unless the configuration moves it to types that extend it.
import type { FieldConfig, RelationConfig } from "../config/Config.ts";
import type { Hierarchies } from "./hierarchiesOf.ts";
import type { Problems } from "./Problems.ts";

type Config = Pick<FieldConfig & RelationConfig, "stiType"> | undefined;

export function holdersOf(
  entity: string,
  member: string,
  config: Config,
  hierarchies: Hierarchies,
  problems: Problems,
): ReadonlyArray<string> {
  const stiType = config?.stiType;
  if (stiType === undefined) return [entity];
  const types = typeof stiType === "string" ? [stiType] : stiType;
  for (const type of types)
    if (hierarchies.of(type)?.kind !== "sti" || !hierarchies.isSubType(type, entity))
      problems.error(
        `entities.${entity}: ${member} cannot move to ${type}, which is no type of the same table.`,
      );
  return types;
}

/** The one type that has a relation, whose other end can lead to one only. */
export function holderOf(
  entity: string,
  member: string,
  config: Config,
  hierarchies: Hierarchies,
  problems: Problems,
): string {
  const [holder = entity, ...more] = holdersOf(entity, member, config, hierarchies, problems);
  if (more.length > 0)
    problems.error(
      `entities.${entity}.relations.${member}.stiType: a relation moves to one type; name one that ${holder} and ${more.join(", ")} extend.`,
    );
  return holder;
}
