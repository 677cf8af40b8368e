// A row conflicts with another one by an exclusion constraint.
import { ConstraintError } from "./ConstraintError.ts";
import type { ServerReport } from "./ServerReport.ts";

/** `conflicting key value violates exclusion constraint "bookings_room_excl" — Key (…) conflicts with existing key (…).` */
export class ExclusionConstraintError extends ConstraintError<"EXCLUSION"> {
  constructor(report: ServerReport) {
    super("EXCLUSION", report);
  }
}
