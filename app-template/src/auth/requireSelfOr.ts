// Field-level authorisation: a check that a resolver makes before it uses a field of its input.
import { GraphQLError } from "graphql";
import type { Context } from "../context.ts";
import type { Role } from "./User.ts";

/**
 * Lets the owner pass, and whoever has the role.
 * @throws GraphQLError with the code `FORBIDDEN` and the field
 */
export function requireSelfOr(role: Role, { user }: Context, ownerId: string, field: string): void {
  if (user?.id === ownerId || user?.roles.includes(role) === true) return;
  throw new GraphQLError(`Only ${ownerId} or an ${role} may set ${field}.`, {
    extensions: { code: user === undefined ? "UNAUTHENTICATED" : "FORBIDDEN", field },
  });
}
