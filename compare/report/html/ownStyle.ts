/** How the page of a comparison looks, beside what all pages share. */
export const ownStyle = `
.overview th a{color:inherit}
.overview th[scope=row]{min-width:13rem;text-align:left}
.overview td .soft{display:block;font-size:.8rem;max-width:7rem}
.overview .note{font-size:.8rem;color:var(--link)}
.overview .total th,.overview .total td{font-weight:600;border-bottom:0}
.good,.bad{font-weight:600}
.scenario h2 a{color:inherit;text-decoration:none}
.why{padding:.5rem .9rem;border-left:4px solid var(--accent);background:var(--soft-paper)}
.findings{padding-left:1.1rem}
.findings li{margin:.25rem 0}
.codes{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));gap:1rem;margin-top:.6rem}
.code{margin:0;min-width:0}
.code figcaption{font-weight:600;margin-bottom:.25rem}
`;
