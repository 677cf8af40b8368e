// Pages for people: books, a book with its reviews, and a form to write one. They need no script in the browser; each is fed by
// one unit of work and one hint that says what the page shows.
import formbody from "@fastify/formbody";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  AbortError,
  InvalidCursorError,
  InvalidIdError,
  NotFoundError,
  QueryCanceledError,
} from "kingpost/errors";
import { HttpError } from "../http/HttpError.ts";
import type { RequestContexts } from "../http/RequestContexts.ts";
import { addReview, type ReviewForm } from "./addReview.ts";
import { bookPage } from "./bookPage.ts";
import { booksPage } from "./booksPage.ts";
import { errorPage } from "./errorPage.ts";
import { style } from "./style.ts";

type Query = Readonly<Record<string, string | string[] | undefined>>;

// A plugin of its own: what it takes from forms, GraphQL does not take.
export async function addPages(app: FastifyInstance, contexts: RequestContexts): Promise<void> {
  await app.register(async (pages) => {
    await pages.register(formbody, { bodyLimit: 64 * 1024 });
    pages.setErrorHandler(answerError);
    pages.setNotFoundHandler((request, reply) =>
      prefersHtml(request)
        ? sendPage(reply.code(404), errorPage("There is no such page."))
        : reply
            .code(404)
            .send({ statusCode: 404, error: "Not Found", message: "There is nothing here." }),
    );

    pages.get("/style.css", (_, reply) =>
      reply.type("text/css").header("cache-control", "public, max-age=3600").send(style),
    );

    pages.get<{ Querystring: Query }>("/", async (request, reply) => {
      const { em } = contexts.open(request, reply);
      const { q, after } = request.query;
      const search = textOf(q);
      return sendPage(
        reply,
        await booksPage(em, search === "" ? undefined : search, textOf(after)),
      );
    });

    pages.get<{ Params: { id: string } }>("/books/:id", async (request, reply) => {
      const { em } = contexts.open(request, reply);
      return sendPage(reply, await bookPage(em, request.params.id));
    });

    pages.post<{ Params: { id: string }; Body: Query | undefined }>(
      "/books/:id/reviews",
      { preHandler: refuseForeignForms },
      async (request, reply) => {
        const { id } = request.params;
        const form = readForm(request.body ?? {});
        const problems = await addReview(contexts.open(request, reply).em, id, form);
        if (problems.length > 0) {
          // What was refused is not a part of what is shown.
          const { em } = contexts.open(request, reply);
          return sendPage(reply.code(422), await bookPage(em, id, { form, problems }));
        }
        return reply.redirect(`/books/${encodeURIComponent(id)}#reviews`, 303);
      },
    );
  });
}

/** A page of another site may send a form here, but cannot keep the browser from saying so. */
async function refuseForeignForms({ headers }: FastifyRequest): Promise<void> {
  const site = headers["sec-fetch-site"];
  const isOwn =
    site === undefined
      ? headers.origin === undefined || URL.parse(headers.origin)?.host === headers.host
      : site === "same-origin";
  if (!isOwn) throw new HttpError(403, "FOREIGN_FORM", "The form was sent by another site.");
}

/** Browsers ask for pages, programs for anything. */
function prefersHtml({ headers: { accept = "" } }: FastifyRequest): boolean {
  return accept.includes("text/html");
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply.type("text/html; charset=utf-8").send(page);
}

function answerError(error: Error, { log }: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof NotFoundError || error instanceof InvalidIdError)
    return sendPage(reply.code(404), errorPage("There is no such page."));
  if (error instanceof InvalidCursorError)
    return sendPage(reply.code(400), errorPage("That page of the list cannot be found again."));
  if (reply.raw.destroyed && (error instanceof AbortError || error instanceof QueryCanceledError)) {
    log.info("the client went away before it was answered");
    return sendPage(reply.code(499), errorPage("Nobody waits for this page."));
  }
  const status =
    "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : 500;
  if (status < 500) return sendPage(reply.code(status), errorPage(error.message));
  log.error({ err: error }, "a page failed");
  return sendPage(reply.code(500), errorPage("Something went wrong here. It is in the log."));
}

function readForm(body: Query): ReviewForm {
  return {
    name: textOf(body["name"]),
    email: textOf(body["email"]),
    rating: textOf(body["rating"]),
    body: textOf(body["body"]),
  };
}

/** Without what no text of Postgres can hold, and with the ends of lines that everything else has. */
function textOf(value: string | string[] | undefined): string {
  const text = (Array.isArray(value) ? value[0] : value) ?? "";
  return text.toWellFormed().replaceAll("\0", "").replaceAll("\r\n", "\n").trim();
}
