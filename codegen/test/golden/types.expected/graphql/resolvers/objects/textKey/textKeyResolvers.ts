import { entityResolver } from "kingpost/graphql";
import { TextKey } from "../../../../entities/TextKey.ts";
import type { TextKeyResolvers } from "../../types.ts";

export const textKeyResolvers: TextKeyResolvers = { ...entityResolver(TextKey) };
