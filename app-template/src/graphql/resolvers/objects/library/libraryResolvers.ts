import { entityResolver } from "kingpost/graphql";
import { Library } from "../../../../entities/Library.ts";
import type { LibraryResolvers } from "../../types.ts";

export const libraryResolvers: LibraryResolvers = { ...entityResolver(Library) };
