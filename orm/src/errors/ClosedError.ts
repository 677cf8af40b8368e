// The entity manager was closed.
import { KingpostError } from "./KingpostError.ts";

/** `EntityManager is closed`. One manager serves one request: make a new one. */
export class ClosedError extends KingpostError<"CLOSED"> {
  constructor() {
    super("CLOSED", "EntityManager is closed: make a new one for each unit of work");
  }
}
