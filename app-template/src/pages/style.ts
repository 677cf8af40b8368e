// How the pages look: one column, the reader's own colours, nothing that has to be fetched.
export const style = `
:root { color-scheme: light dark; --ink: light-dark(#1d1b19, #ece8e1); --quiet: light-dark(#6b645c, #a49c91);
  --paper: light-dark(#fbf9f5, #191715); --card: light-dark(#fff, #23201d); --line: light-dark(#e4ded4, #39342f);
  --edge: light-dark(#8b8277, #7f776d); --accent: light-dark(#8a3b12, #f0a36b); --wrong: light-dark(#a3161b, #ff8f8a); }
* { box-sizing: border-box; }
body { margin: 0; font: 1.05rem/1.55 ui-serif, Georgia, serif; color: var(--ink); background: var(--paper);
  overflow-wrap: anywhere; }
a { color: var(--accent); text-underline-offset: 0.15em; }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, textarea:focus-visible
  { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: 1rem; }
header, main, footer { padding: 1rem max(1.25rem, (100% - 65.5rem) / 2); }
header { display: flex; flex-wrap: wrap; gap: 1rem; align-items: baseline; justify-content: space-between;
  border-bottom: 1px solid var(--line); }
.home { font-size: 1.3rem; font-weight: 600; color: inherit; text-decoration: none; }
h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2rem); text-wrap: balance; line-height: 1.2; margin: 1.5rem 0 0.5rem; } h2 { font-size: 1.15rem; margin: 1.5rem 0 0.25rem; }
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
article p { margin: 0.3rem 0; } blockquote { margin: 0.4rem 0 0; max-width: 42rem; white-space: pre-line; }
main form { display: grid; gap: 0.35rem; max-width: 32rem; }
label { font: 0.85rem ui-sans-serif, system-ui, sans-serif; color: var(--quiet); }
header form { display: flex; flex-wrap: wrap; gap: 0.4rem 0.5rem; align-items: baseline; }
header input { flex: 1 1 11rem; min-width: 0; }
input, select, textarea, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--edge);
  border-radius: 0.35rem; padding: 0.4rem 0.6rem; }
button { background: var(--accent); color: var(--paper); border-color: transparent; cursor: pointer; justify-self: start; }
main form label, main form button { margin-top: 0.5rem; }
[aria-invalid] { border: 2px solid var(--wrong); } .problem { margin: 0; color: var(--wrong); }
[role="alert"] { border-left: 4px solid var(--wrong); padding: 0.5rem 1rem; margin: 0.5rem 0; background: var(--card); max-width: 32rem; }
.skip:focus { padding: 0.5rem 1rem; background: var(--card); }
@media (max-width: 44rem) { header form, header form label { width: 100%; } }
`;
