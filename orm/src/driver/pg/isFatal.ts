// Whether a failure leaves its connection of no use.
import { ConnectionError } from "../../errors/ConnectionError.ts";
import { classifyError } from "../classifyError.ts";
import { isServerError } from "../ServerError.ts";

/** The socket failed, the server ended the session, or it cannot write. */
export function isFatal(failure: unknown): boolean {
  return (
    failure !== undefined &&
    (!isServerError(failure) || classifyError(failure) instanceof ConnectionError)
  );
}
