// A flush was asked for while another one was running.
import { KingpostError } from "./KingpostError.ts";

/** `Cannot flush while another flush is already in progress`. */
export class ConcurrentFlushError extends KingpostError<"CONCURRENT_FLUSH"> {
  constructor() {
    super("CONCURRENT_FLUSH", "Cannot flush while another flush is already in progress");
  }
}
