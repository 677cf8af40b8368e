// One book with its reviews, and the form for another one.
import { html } from "ghtml";
import type { Loaded } from "kingpost";
import { Book } from "../entities/Book.ts";
import type { EntityManager } from "../entities/codegen/domain.ts";
import { layout } from "./layout.ts";
import { reviewForm, type Refused } from "./reviewForm.ts";
import { stars } from "./stars.ts";

/** Everything that the page shows, in one place: the page cannot use what is not named here, and nothing is loaded twice. */
const shown = {
  author: { books: {} },
  contributions: { author: {} },
  series: {},
  tags: {},
  reviews: { reader: {} },
} as const;

/** @throws NotFoundError, InvalidIdError when there is no such book */
export async function bookPage(em: EntityManager, id: string, refused?: Refused): Promise<string> {
  const book = await em.load(Book, id, shown);
  const author = book.author.get;
  const others = book.contributions.get.map((contribution) => contribution.author.get.name);
  const series = book.series.get;
  const reviews = book.reviews.get.toReversed();
  const more = author.books.get.filter((other) => other !== book).slice(0, 8);
  const content = html`<article>
      <h1>${book.title}</h1>
      <p>
        ${[author.name, ...others].join(", ")}!${book.year === undefined ? "" : html` · ${book.year}`}
      </p>
      !${series === undefined ? "" : html`<p class="quiet">${series.name} ${book.seriesPosition ?? ""}</p>`}
      <p>!${stars(book.averageRating)} <span class="quiet">${book.averageRating}</span></p>
      <ul class="tags">
        !${book.tags.get.map(({ name }) => html`<li>${name}</li>`)}
      </ul>
    </article>
    <section aria-labelledby="reviews">
      <h2 id="reviews">${reviews.length === 1 ? "1 review" : `${reviews.length} reviews`}</h2>
      !${reviews.length > 5 ? html`<p><a href="#write">Write one</a></p>` : ""}
      <ol class="reviews">
        !${reviews.map(item)}
      </ol>
    </section>
    !${reviewForm(book.id, refused)}
    !${
      more.length === 0
        ? ""
        : html`<section>
            <h2>Also by ${author.name}</h2>
            <ul>
              !${more.map((other) => html`<li><a href="/books/${other.id}">${other.title}</a></li>`)}
            </ul>
          </section>`
    }`;
  return layout({
    title: refused === undefined ? book.title : `Not saved: ${book.title}`,
    content,
  });
}

function item(review: Loaded<Book, typeof shown>["reviews"]["get"][number]): string {
  return html`<li>
    <p>!${stars(review.rating)} ${review.reader.get.name}</p>
    !${review.body === undefined ? "" : html`<blockquote>${review.body}</blockquote>`}
  </li>`;
}
