// Tokens that are signed with a secret of our own (JWT, HS256): `{ "sub": "r:1", "roles": ["editor"], "library": "l:1", "exp": … }`.
import { jwtVerify } from "jose";
import { z } from "zod";
import type { TokenVerifier } from "./TokenVerifier.ts";

const claims = z.object({
  sub: z.string(),
  roles: z.array(z.enum(["editor"])).default([]),
  exp: z.number(),
  library: z
    .string()
    .regex(/^l:[1-9]\d{0,8}$/)
    .optional(),
});

export function newSecretVerifier(secret: string): TokenVerifier {
  const key = new TextEncoder().encode(secret);
  return async (token) => {
    // A token that never ends could not be taken back.
    const { payload } = await jwtVerify(token, key, {
      algorithms: ["HS256"],
      requiredClaims: ["exp"],
    });
    const { sub, roles, library, exp } = claims.parse(payload);
    return { id: sub, roles, library, until: new Date(exp * 1_000) };
  };
}
