// A rating as stars, and as words for who does not see them.
import { html } from "ghtml";

/** @param rating one to five, or a text such as "4.27" */
export function stars(rating: number | string): string {
  const full = Math.max(0, Math.min(5, Math.round(Number(rating))));
  return html`<span class="stars" role="img" aria-label="${rating} of 5 stars"
    >${"★".repeat(full)}${"☆".repeat(5 - full)}</span
  >`;
}
