// A filter, order or page size is not valid.
import { KingpostError } from "./KingpostError.ts";

/** `Invalid filter on Author: publisher.nam is not a field of Publisher, did you mean name?` */
export class InvalidFilterError extends KingpostError<"INVALID_FILTER"> {
  /** The place in the filter, `publisher.name`. */
  readonly path: string;

  constructor({
    type,
    path,
    reason,
  }: {
    readonly type: string;
    readonly path: string;
    readonly reason: string;
  }) {
    super(
      "INVALID_FILTER",
      `Invalid filter on ${type}: ${[path, reason].filter((part) => part !== "").join(" ")}`,
    );
    this.path = path;
  }
}
