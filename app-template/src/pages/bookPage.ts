// One book with its reviews, and the form for another one.
import { html } from "ghtml";
import type { Loaded } from "kingpost";
import type { ValidationErrors } from "kingpost/errors";
import { Book } from "../entities/Book.ts";
import type { EntityManager } from "../entities/codegen/domain.ts";
import type { ReviewForm } from "./addReview.ts";
import { layout } from "./layout.ts";
import { stars } from "./stars.ts";

/** Everything that the page shows, in one place: the page cannot use what is not named here, and nothing is loaded twice. */
const shown = {
  author: { books: {} },
  contributions: { author: {} },
  series: {},
  tags: {},
  reviews: { reader: {} },
} as const;

/** A form that was refused, and why. */
export interface Refused {
  readonly form: ReviewForm;
  readonly error: ValidationErrors;
}

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
  return layout({ title: book.title, content });
}

function item(review: Loaded<Book, typeof shown>["reviews"]["get"][number]): string {
  return html`<li>
    <p>!${stars(review.rating)} ${review.reader.get.name}</p>
    !${review.body === undefined ? "" : html`<blockquote>${review.body}</blockquote>`}
  </li>`;
}

function reviewForm(id: string, refused: Refused | undefined): string {
  const { form, error } = refused ?? {};
  const messages = (error?.errors ?? []).map(({ message }) => html`<li>${message}</li>`);
  const ratings = [5, 4, 3, 2, 1].map(
    (rating) =>
      html`<option value="${rating}" !${form?.rating === String(rating) ? "selected" : ""}>
        ${rating}
      </option>`,
  );
  return html`<section aria-labelledby="write">
    <h2 id="write">Write a review</h2>
    !${
      messages.length === 0
        ? ""
        : html`<div role="alert">
            <p>It was not saved:</p>
            <ul>
              !${messages}
            </ul>
          </div>`
    }
    <form method="post" action="/books/${id}/reviews#write">
      <label for="name">Name</label>
      <input id="name" name="name" required autocomplete="name" value="${form?.name ?? ""}" />
      <label for="email">E-mail, not shown</label>
      <input
        id="email"
        name="email"
        type="email"
        required
        autocomplete="email"
        value="${form?.email ?? ""}"
      />
      <label for="rating">Stars</label>
      <select id="rating" name="rating">
        !${ratings}
      </select>
      <label for="body">What you think of it</label>
      <textarea id="body" name="body" rows="4">${form?.body ?? ""}</textarea>
      <button>Save</button>
    </form>
  </section>`;
}
