// A page that says what went wrong.
import { html } from "ghtml";
import { layout } from "./layout.ts";

export function errorPage(message: string): string {
  const content = html`<h1>${message}</h1>
    <p><a href="/">All books</a></p>`;
  return layout({ title: message, content });
}
