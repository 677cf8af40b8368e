/** As much of JSON Schema as `config.schema.json` uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: "string" | "number" | "boolean" | "array" | "object";
  readonly enum?: ReadonlyArray<unknown>;
  readonly const?: unknown;
  readonly anyOf?: ReadonlyArray<JsonSchema>;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: ReadonlyArray<string>;
  readonly additionalProperties?: JsonSchema | false;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}
