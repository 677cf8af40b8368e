// The door `kingpost/json`: entities as plain objects for clients, and what clients may send.
export { inputSchema, type InputSchemaOptions } from "./json/inputSchema.ts";
export { type JsonSchema, jsonSchema } from "./json/jsonSchema.ts";
export { toJSON } from "./json/toJson.ts";
export type { JsonHint, JsonKey, NestedJsonHint } from "./types/JsonHint.ts";
export type { JsonOptions, JsonPayload } from "./types/JsonPayload.ts";
