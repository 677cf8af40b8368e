import { entityResolver } from "kingpost/graphql";
import { Shelf } from "../../../../entities/Shelf.ts";
import type { ShelfResolvers } from "../../types.ts";

export const shelfResolvers: ShelfResolvers = { ...entityResolver(Shelf) };
