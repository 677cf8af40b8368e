// What a schema found wrong with a JSON value, on its way to an error that names entity and field.
import type { StandardIssue } from "../../types/StandardSchema.ts";

export class JsonIssues extends TypeError {
  readonly issues: ReadonlyArray<StandardIssue>;

  constructor(issues: ReadonlyArray<StandardIssue>) {
    super("the value does not fit the schema");
    this.issues = issues;
  }
}
