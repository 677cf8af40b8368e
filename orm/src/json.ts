// The door `kingpost/json`: entities as plain objects for clients.
export { toJSON } from "./json/toJson.ts";
export type { JsonHint, JsonKey, NestedJsonHint } from "./types/JsonHint.ts";
export type { JsonOptions, JsonPayload } from "./types/JsonPayload.ts";
