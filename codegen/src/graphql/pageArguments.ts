// What a client may say of the page that it asks for.
import type { EntityModel } from "../model/DomainModel.ts";
import { orderMembers } from "./orderMembers.ts";
import type { Argument } from "./Sdl.ts";
import type { Shown } from "./Shown.ts";

export function pageArguments(
  entity: EntityModel,
  style: "cursor" | "limit",
  shown: Shown,
): ReadonlyArray<Argument> {
  const { name } = entity;
  const hasOrder = orderMembers(entity, shown).length > 0;
  const cuts =
    style === "cursor"
      ? ([
          ["first", "Int"],
          ["after", "String"],
          ["last", "Int"],
          ["before", "String"],
        ] as const)
      : ([
          ["limit", "Int"],
          ["offset", "Int"],
        ] as const);
  return [
    { name: "filter", type: `${name}Filter` },
    ...(hasOrder ? [{ name: "orderBy", type: `[${name}Order!]` }] : []),
    ...cuts.map(([key, type]) => ({ name: key, type })),
  ];
}
