import { entityResolver } from "kingpost/graphql";
import { Author } from "../../../../entities/Author.ts";
import type { AuthorResolvers } from "../../types.ts";

export const authorResolvers: AuthorResolvers = { ...entityResolver(Author) };
