// The door `kingpost/ids`: ids with and without their tags. Everything that takes an id takes all of its forms, so that these
// serve what leaves the ORM: URLs, logs, statements of your own.
export { assertIdIsTagged } from "./schema/ids/assertIdIsTagged.ts";
export { assertIdsAreTagged } from "./schema/ids/assertIdsAreTagged.ts";
export { deTagId } from "./schema/ids/deTagId.ts";
export { deTagIds } from "./schema/ids/deTagIds.ts";
export { ensureTagged } from "./schema/ids/ensureTagged.ts";
export { isTaggedId } from "./schema/ids/isTaggedId.ts";
export { keyToNumber } from "./schema/ids/keyToNumber.ts";
export { keyToTaggedId } from "./schema/ids/keyToTaggedId.ts";
export { tagFromId } from "./schema/ids/tagFromId.ts";
export { tagId } from "./schema/ids/tagId.ts";
export { tagIds } from "./schema/ids/tagIds.ts";
export { toIdOf } from "./schema/ids/toIdOf.ts";
export { unsafeDeTagIds } from "./schema/ids/unsafeDeTagIds.ts";
export type { IdSettings } from "./schema/ids/IdSettings.ts";
export type { MetaOrType } from "./schema/ids/MetaOrType.ts";
export type { IdType, TaggedId } from "./types/Id.ts";
