// The list of books, the most loved first, or those that fit a search.
import { html } from "ghtml";
import { alias, type Loaded } from "kingpost";
import { Author } from "../entities/Author.ts";
import { Book } from "../entities/Book.ts";
import type { EntityManager } from "../entities/codegen/domain.ts";
import { layout } from "./layout.ts";
import { stars } from "./stars.ts";

/** All that the page shows of a book: loaded for the whole list at once. */
const shown = { author: {}, series: {}, tags: {} } as const;
const pageSize = 24;

/** @throws InvalidCursorError when `after` is not the end of a page */
export async function booksPage(
  em: EntityManager,
  search?: string,
  after?: string,
): Promise<string> {
  const [book, author] = [alias(Book), alias(Author)];
  const { nodes, pageInfo } = await em.findPage(
    Book,
    { as: book, author: { as: author } },
    {
      // Without a search neither condition is there, nor the join for it.
      conditions: { or: [book.title.search(search), author.name.search(search)] },
      orderBy: { ratings5: "DESC" },
      first: pageSize,
      ...(after === undefined || after === "" ? {} : { after }),
      populate: shown,
    },
  );
  const title = search === undefined ? "The most loved books" : `Books like “${search}”`;
  const next = new URLSearchParams({
    ...(search === undefined ? {} : { q: search }),
    after: pageInfo.endCursor ?? "",
  });
  const content = html`<h1>${title}</h1>
    !${
      nodes.length === 0
        ? '<p>There are none. <a href="/">All books</a></p>'
        : html`<ol class="books">
            !${nodes.map(item)}
          </ol>`
    }
    !${pageInfo.hasNextPage ? html`<nav aria-label="Pages"><a rel="next" href="/?${next.toString()}">More books</a></nav>` : ""}`;
  return layout({ title, search, content });
}

function item(book: Loaded<Book, typeof shown>): string {
  const series = book.series.get;
  return html`<li>
    <h2><a href="/books/${book.id}">${book.title}</a></h2>
    <p>${book.author.get.name}!${book.year === undefined ? "" : html`, ${book.year}`}</p>
    !${series === undefined ? "" : html`<p class="quiet">${series.name}!${book.seriesPosition === undefined ? "" : html` ${book.seriesPosition}`}</p>`}
    <p>!${stars(book.averageRating)} <span class="quiet">${book.averageRating}</span></p>
    <ul class="tags">
      !${book.tags.get.map(({ name }) => html`<li>${name}</li>`)}
    </ul>
  </li>`;
}
