// Says whose a token is. Another way to know users is another function of this type, given to `newServer`.
import type { User } from "./User.ts";

/** Rejects with any error when the token is nobody's, was changed, or is over. */
export type TokenVerifier = (token: string) => Promise<User>;
