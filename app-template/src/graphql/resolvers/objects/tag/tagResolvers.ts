import { entityResolver } from "kingpost/graphql";
import { Tag } from "../../../../entities/Tag.ts";
import type { TagResolvers } from "../../types.ts";

export const tagResolvers: TagResolvers = { ...entityResolver(Tag) };
