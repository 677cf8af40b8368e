// What all pages have around what they show.
import { html } from "ghtml";

export interface Layout {
  readonly title: string;
  /** What is searched for, shown in the field. */
  readonly search?: string | undefined;
  /** HTML. */
  readonly content: string;
}

export function layout({ title, search = "", content }: Layout): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Ten thousand books</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <a class="skip" href="#content">To the content</a>
        <header>
          <a class="home" href="/">Ten thousand books</a>
          <form role="search" action="/">
            <label for="q">Title or author</label>
            <input id="q" name="q" type="search" value="${search}" />
            <button>Search</button>
          </form>
        </header>
        <main id="content">!${content}</main>
        <footer>
          <p>The books are the goodbooks-10k set. Reviews and readers are made up.</p>
        </footer>
      </body>
    </html> `;
}
