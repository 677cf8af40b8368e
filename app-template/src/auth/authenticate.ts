// Finds out who sends a request, by the token in its `authorization` header.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { HttpError } from "../http/HttpError.ts";
import type { TokenVerifier } from "./TokenVerifier.ts";
import type { User } from "./User.ts";

const users = new WeakMap<FastifyRequest, User>();

/** Whoever sends no token is a guest; a token that is not in order is refused, never taken for none. */
export function authenticate(app: FastifyInstance, verify: TokenVerifier | undefined): void {
  app.addHook("onRequest", async (request) => {
    const { authorization } = request.headers;
    if (authorization !== undefined) users.set(request, await readUser(authorization, verify));
  });
}

/** Whose `Bearer …` it is. @throws HttpError 401 `UNAUTHENTICATED` */
export async function readUser(
  authorization: unknown,
  verify: TokenVerifier | undefined,
): Promise<User> {
  const [, token] = /^Bearer ([\w.~+/-]+=*)$/i.exec(String(authorization)) ?? [];
  if (token === undefined || verify === undefined) throw unauthenticated();
  try {
    return await verify(token);
  } catch (cause) {
    throw unauthenticated(cause);
  }
}

/** `undefined` for a guest. */
export function userOf(request: FastifyRequest): User | undefined {
  return users.get(request);
}

function unauthenticated(cause?: unknown): HttpError {
  return new HttpError(401, "UNAUTHENTICATED", "The token is not valid, or no longer.", { cause });
}
