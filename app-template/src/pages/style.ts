// How the pages look: one column, the reader's own colours, nothing that has to be fetched.
export const style = `
:root { color-scheme: light dark; --ink: light-dark(#1d1b19, #ece8e1); --quiet: light-dark(#6b645c, #a49c91);
  --paper: light-dark(#fbf9f5, #191715); --card: light-dark(#fff, #23201d); --line: light-dark(#e4ded4, #39342f);
  --accent: light-dark(#8a3b12, #f0a36b); }
* { box-sizing: border-box; }
body { margin: 0; font: 1.05rem/1.55 ui-serif, Georgia, serif; color: var(--ink); background: var(--paper); }
a { color: var(--accent); text-underline-offset: 0.15em; }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, textarea:focus-visible
  { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: 1rem; }
header, main, footer { max-width: 68rem; margin: 0 auto; padding: 1rem 1.25rem; }
header { display: flex; flex-wrap: wrap; gap: 1rem; align-items: baseline; justify-content: space-between;
  border-bottom: 1px solid var(--line); }
.home { font-size: 1.3rem; font-weight: 600; color: inherit; text-decoration: none; }
h1 { font-size: 2rem; line-height: 1.2; margin: 1.5rem 0 0.5rem; } h2 { font-size: 1.15rem; margin: 1.5rem 0 0.25rem; }
.quiet, footer { color: var(--quiet); font-size: 0.92rem; }
.stars { color: var(--accent); letter-spacing: 0.08em; }
ol, ul { padding-left: 1.2rem; } .books, .reviews, .tags { list-style: none; padding: 0; }
.books { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem; }
.books > li { background: var(--card); border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.9rem 1rem; }
.books h2 { margin: 0; } .books p { margin: 0.2rem 0; }
.tags { display: flex; flex-wrap: wrap; gap: 0.35rem; margin: 0.5rem 0 0; }
.tags > li { font: 0.78rem/1.6 ui-sans-serif, system-ui, sans-serif; padding: 0 0.55rem; border: 1px solid var(--line);
  border-radius: 1rem; color: var(--quiet); }
.reviews > li { border-top: 1px solid var(--line); padding: 0.6rem 0; } .reviews p { margin: 0; }
blockquote { margin: 0.4rem 0 0; }
main form { display: grid; gap: 0.35rem; max-width: 32rem; }
label { font: 0.85rem ui-sans-serif, system-ui, sans-serif; color: var(--quiet); }
header form { display: flex; gap: 0.5rem; align-items: baseline; }
input, select, textarea, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line);
  border-radius: 0.35rem; padding: 0.4rem 0.6rem; }
button { background: var(--accent); color: var(--paper); border-color: transparent; cursor: pointer; justify-self: start; }
main form button { margin-top: 0.5rem; }
[role="alert"] { border-left: 4px solid var(--accent); padding: 0.1rem 1rem; margin: 0.5rem 0; background: var(--card); }
@media (max-width: 40rem) { header form { flex-wrap: wrap; } }
`;
