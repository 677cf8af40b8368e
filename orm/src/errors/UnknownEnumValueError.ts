// A value is not one of the enum's.
import { KingpostError } from "./KingpostError.ts";
import { entitiesOf, type Subject } from "./Subject.ts";

/**
 * `"PURPLE" is not a value of Color`, or `Author:1.favoriteColor holds 7 of public.color, which is not a value of Color`:
 * after a new row in the enum's table, run the codegen.
 */
export class UnknownEnumValueError extends KingpostError<"UNKNOWN_ENUM"> {
  readonly enumName: string;
  /** What the database holds: a key of the table, a label of the type. */
  readonly value: unknown;
  /** The table or type that it is from. */
  readonly source: string | undefined;

  constructor({
    enumName,
    value,
    source,
    entity,
    field,
  }: {
    readonly enumName: string;
    readonly value: unknown;
    readonly source?: string | undefined;
    readonly entity?: Subject;
    readonly field?: string;
  }) {
    const from = source === undefined ? "" : ` of ${source}`;
    const what =
      entity === undefined
        ? `${shown(value)}${from} is not a value of ${enumName}`
        : `${String(entity)}.${field} holds ${shown(value)}${from}, which is not a value of ${enumName}`;
    super("UNKNOWN_ENUM", `${what}; run the codegen if it is new in the database`, {
      entities: entitiesOf(entity),
    });
    this.value = value;
    this.source = source;
    this.enumName = enumName;
  }
}

function shown(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
