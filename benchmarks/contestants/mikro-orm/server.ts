// G1 to G3 with MikroORM: a fork per request, relations by its data loader, `assign` and `flush` for a save.
import { DataloaderType } from "@mikro-orm/core";
import { type EntityManager, MikroORM } from "@mikro-orm/postgresql";
import { checkPrice } from "../../load/checkPrice.ts";
import { newApp, sdl } from "../../load/newApp.ts";
import { numberOf } from "../../load/numberOf.ts";
import { scalars } from "../../load/scalars.ts";
import type { ServingContestant } from "../ServingContestant.ts";
import { Author, Book, Publisher, Review, Tag } from "./entities.ts";

interface Context {
  readonly em: EntityManager;
}

interface SaveBookInput {
  readonly id?: string;
  readonly authorId?: string;
  readonly title?: string;
  readonly isbn?: string | null;
  readonly pages?: number;
  readonly priceCents?: number;
}

export const server: ServingContestant = {
  notes: [
    "Tuned with `dataloader: DataloaderType.ALL`, which is not MikroORM's default; without it G1 sends a statement for each author and each book.",
  ],
  open: async (url, poolSize) => {
    const orm = await MikroORM.init({
      clientUrl: url,
      entities: [Author, Book, Publisher, Review, Tag],
      dataloader: DataloaderType.ALL,
      pool: { max: poolSize },
    });
    const app = await newApp({
      graphql: {
        schema: sdl,
        context: (): Context => ({ em: orm.em.fork() }),
        resolvers: {
          ...scalars,
          Query: {
            authors: async (
              _: unknown,
              { filter, first }: { filter?: { id?: string[] }; first?: number },
              { em }: Context,
            ) => ({
              nodes: await em.find(
                Author,
                filter?.id === undefined ? {} : { id: { $in: filter.id.map(numberOf) } },
                { orderBy: { id: "asc" }, limit: first ?? 100 },
              ),
            }),
            book: (_: unknown, { id }: { id: string }, { em }: Context) =>
              em.findOneOrFail(Book, numberOf(id)),
          },
          Mutation: {
            saveBook: async (_: unknown, { input }: { input: SaveBookInput }, { em }: Context) => {
              const { id, authorId, ...values } = input;
              const data = {
                ...values,
                ...(authorId === undefined ? {} : { author: numberOf(authorId) }),
              };
              const book =
                id === undefined
                  ? em.create(Book, data as never)
                  : await em.findOneOrFail(Book, numberOf(id));
              em.assign(book, data as never);
              checkPrice(book);
              await em.flush();
              return { book };
            },
          },
          Author: {
            id: ({ id }: Author) => `a:${id}`,
            books: ({ books }: Author) => books.loadItems({ orderBy: { id: "asc" } }),
          },
          Book: {
            id: ({ id }: Book) => `b:${id}`,
            author: ({ author }: Book) => author.load(),
            reviews: ({ reviews }: Book) => reviews.loadItems({ orderBy: { id: "asc" } }),
          },
          Review: { id: ({ id }: Review) => `r:${id}`, book: ({ book }: Review) => book.load() },
        } as never,
      },
    });
    return { app, close: () => orm.close() };
  },
};
