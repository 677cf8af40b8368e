// The form for a review, and after it was refused: what was typed, and beside each field what is wrong with it.
import { html } from "ghtml";
import { longest, type Problem, type ReviewForm } from "./addReview.ts";

/** A form that was refused, and why. */
export interface Refused {
  readonly form: ReviewForm;
  readonly problems: ReadonlyArray<Problem>;
}

export function reviewForm(bookId: string, refused: Refused | undefined): string {
  const { form, problems = [] } = refused ?? {};
  // Of several problems of a field the first is shown.
  const problemOf = (field: keyof ReviewForm): string | undefined =>
    problems.find((problem) => problem.field === field)?.message;
  const state = (field: keyof ReviewForm): string =>
    problemOf(field) === undefined
      ? ""
      : html`aria-invalid="true" aria-describedby="${field}-problem"
        !${field === problems[0]?.field ? "autofocus" : ""}`;
  const told = (field: keyof ReviewForm): string => {
    const message = problemOf(field);
    return message === undefined
      ? ""
      : html`<p class="problem" id="${field}-problem">${message}</p>`;
  };
  const ratings = [5, 4, 3, 2, 1].map(
    (rating) =>
      html`<option value="${rating}" !${form?.rating === String(rating) ? "selected" : ""}>
        ${rating}
      </option>`,
  );
  return html`<section aria-labelledby="write">
    <h2 id="write">Write a review</h2>
    !${problems.length === 0 ? "" : '<p role="alert">It was not saved. What is marked below is to be mended.</p>'}
    <form method="post" action="/books/${bookId}/reviews">
      <label for="name">Name</label>
      <input
        id="name"
        name="name"
        required
        maxlength="${longest.name}"
        autocomplete="name"
        value="${form?.name ?? ""}"
        !${state("name")}
      />
      !${told("name")}
      <label for="email">E-mail, not shown</label>
      <input
        id="email"
        name="email"
        type="email"
        required
        maxlength="${longest.email}"
        autocomplete="email"
        value="${form?.email ?? ""}"
        !${state("email")}
      />
      !${told("email")}
      <label for="rating">Stars</label>
      <select id="rating" name="rating" !${state("rating")}>
        !${ratings}
      </select>
      !${told("rating")}
      <label for="body">What you think of it</label>
      <textarea id="body" name="body" rows="6" maxlength="${longest.body}" !${state("body")}>
${form?.body ?? ""}</textarea>
      !${told("body")}
      <button>Save</button>
    </form>
  </section>`;
}
