import { entityResolver } from "kingpost/graphql";
import { Tag } from "../../../../entities/Tag.ts";

export const tagResolvers = entityResolver(Tag);
