import { entityResolver } from "kingpost/graphql";
import { ShelfBook } from "../../../../entities/ShelfBook.ts";
import type { ShelfBookResolvers } from "../../types.ts";

export const shelfBookResolvers: ShelfBookResolvers = { ...entityResolver(ShelfBook) };
