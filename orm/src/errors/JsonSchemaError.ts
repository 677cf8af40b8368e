// A JSON value does not fit the schema of its field, when it was set or when it was read.
import type { StandardIssue } from "../types/StandardSchema.ts";
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/** `Author:1.address does not fit its schema: zip: Invalid input`. */
export class JsonSchemaError extends KingpostError<"JSON_SCHEMA"> {
  readonly field: string;
  /** As the schema's library gives them. */
  readonly issues: ReadonlyArray<StandardIssue>;

  constructor({
    entity,
    field,
    issues,
  }: {
    readonly entity: Subject;
    readonly field: string;
    readonly issues: ReadonlyArray<StandardIssue>;
  }) {
    const text = issues.map(shown).join("; ");
    super("JSON_SCHEMA", `${String(entity)}.${field} does not fit its schema: ${text}`, {
      entities: entitiesOf(entity),
    });
    this.field = field;
    this.issues = issues;
  }
}

function shown({ message, path = [] }: StandardIssue): string {
  const keys = path.map((part) => String(typeof part === "object" ? part.key : part));
  return keys.length === 0 ? message : `${keys.join(".")}: ${message}`;
}
