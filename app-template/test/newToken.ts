// Tokens as whoever lets users log in would sign them.
import { SignJWT } from "jose";

/** The secret of the applications under test. */
export const secret = "a secret of the tests, 32 characters";

export interface TokenOptions {
  readonly roles?: ReadonlyArray<string>;
  readonly library?: string;
  readonly key?: string;
  readonly end?: number | undefined;
}

export const soon = 2_000_000_000;

export function newToken(
  id: string,
  { key = secret, end = soon, ...claims }: TokenOptions = {},
): Promise<string> {
  const token = new SignJWT({ ...claims });
  token.setProtectedHeader({ alg: "HS256" }).setSubject(id).setExpirationTime(end);
  return token.sign(new TextEncoder().encode(key));
}
