// G1 to G3 with Kingpost: the resolvers that codegen writes, and one entity manager per request, as in the template.
import type { FastifyReply, FastifyRequest } from "fastify";
import { buildSchema } from "graphql";
import {
  addResolvers,
  entityResolver,
  loadWithInfo,
  newErrorFormatter,
  paginateCursor,
  type ResolverContext,
  saveEntity,
  scalars,
} from "kingpost/graphql";
import { PostgresDriver, RequestDriver } from "kingpost/pg";
import { Pool } from "pg";
import { checkPrice } from "../../load/checkPrice.ts";
import { newApp, sdl } from "../../load/newApp.ts";
import type { ServingContestant } from "../ServingContestant.ts";
import { Author } from "./entities/Author.ts";
import { Book } from "./entities/Book.ts";
import { EntityManager } from "./entities/codegen/domain.ts";
import { Review } from "./entities/Review.ts";

type Resolve = (
  root: unknown,
  // As a schema of text gives them: codegen writes a type for the arguments of each field.
  // oxlint-disable-next-line typescript/no-explicit-any
  args: any,
  ctx: ResolverContext,
  info: Parameters<typeof loadWithInfo>[3],
) => unknown;

const query: Readonly<Record<string, Resolve>> = {
  authors: (_, args, ctx, info) => paginateCursor(ctx, Author, args, info),
  book: (_, { id }, ctx, info) => loadWithInfo(ctx, Book, id, info),
};
const mutation: Readonly<Record<string, Resolve>> = {
  saveBook: async (_, { input }, ctx) => {
    const book = await saveEntity(ctx, Book, input, { flush: false });
    checkPrice(book);
    await (ctx.em as EntityManager).flush();
    return { book };
  },
};

export const server: ServingContestant = {
  notes: [
    "A request's entity manager ends its reads when the client goes away, and counts its statements for the log.",
  ],
  open: async (url, poolSize) => {
    const pool = new Pool({ connectionString: url, max: poolSize });
    const driver = new PostgresDriver(pool);
    const drivers = new WeakMap<FastifyRequest, RequestDriver>();
    const open = (request: FastifyRequest, reply: FastifyReply): ResolverContext => {
      const own = new RequestDriver(driver, { signal: signalOf(reply) });
      drivers.set(request, own);
      const context: { em?: EntityManager } = {};
      return Object.assign(context, { em: new EntityManager(context, own) });
    };
    const app = await newApp({
      graphql: {
        schema: addResolvers(buildSchema(sdl), {
          ...scalars,
          Query: query,
          Mutation: mutation,
          Author: entityResolver(Author),
          Book: entityResolver(Book),
          Review: entityResolver(Review),
        }),
        context: open,
        errorFormatter: newErrorFormatter({ isProduction: true }),
      },
      about: (request) => {
        const { statements, rows, roundTrips } = drivers.get(request) ?? {};
        return { statements, rows, roundTrips };
      },
    });
    return { app, close: () => pool.end() };
  },
};

/** Aborted when the client goes away before it was answered. */
function signalOf({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once("close", () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
