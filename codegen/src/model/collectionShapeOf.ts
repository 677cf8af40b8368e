// What the configuration says of how a collection shows its members.
import type { RelationConfig } from "../config/Config.ts";
import type { CollectionShape } from "./DomainModel.ts";

export function collectionShapeOf(config: RelationConfig | undefined): CollectionShape {
  return { orderBy: config?.orderBy, showsSoftlyDeleted: config?.softDeletes === "include" };
}
