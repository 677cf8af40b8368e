/** What the pages of benchmarks/ and compare/ have in common: light and dark by what the reader prefers, no font and no picture. */
export const styleSheet = `:root{color-scheme:light dark;--paper:#fff;--soft-paper:#f5f7fa;--text:#1c2733;--soft:#536171;--edge:#d9e0e8;--link:#1f5f9e;--accent:#a8480f;--ours:#2f5d8a;--other:#9aa9ba;--band:#e4ebf2;--good:#2e7d4f;--bad:#b3261e;--badge:#e8eef5}
@media (prefers-color-scheme:dark){:root{--paper:#12171d;--soft-paper:#1a2129;--text:#e3e9f0;--soft:#9fadbd;--edge:#313c49;--link:#7fb4ea;--accent:#f0a06a;--ours:#5c9bd6;--other:#5a6878;--band:#202a35;--good:#6cc492;--bad:#f2837b;--badge:#26323f}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:82rem;padding:1.5rem 1.5rem 5rem;background:var(--paper);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
a{color:var(--link);text-decoration-thickness:.06em;text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
h1{margin:.2rem 0;font-size:2rem;line-height:1.2}
h2{margin:2.6rem 0 .5rem;font-size:1.35rem}
h3{margin:1.8rem 0 .3rem;font-size:1.05rem}
p{margin:.4rem 0;max-width:52rem}
.soft,.facts{color:var(--soft);font-size:.92rem}
code,pre{font:.87rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
pre{margin:0;padding:.8rem 1rem;overflow:auto;background:var(--soft-paper);border-radius:8px;tab-size:2}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
th,td{padding:.38rem .8rem .38rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--edge)}
thead th{font-size:.8rem;font-weight:600;color:var(--soft);white-space:nowrap;border-bottom-width:2px}
tbody th{font-weight:400}
.number{text-align:right}
th button{all:unset;cursor:pointer;font-weight:600}
th button:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
th button::after{content:"↕";opacity:.45;margin-left:.3em}
th[aria-sort=ascending] button::after{content:"↑";opacity:1}
th[aria-sort=descending] button::after{content:"↓";opacity:1}
.ours{font-weight:650}
.good{color:var(--good)}
.bad{color:var(--bad)}
.badge{display:inline-block;padding:.02rem .5rem;border-radius:99px;background:var(--badge);font-size:.8rem}
details>summary{cursor:pointer}
.tools{position:sticky;top:0;z-index:4;display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;align-items:center;margin:1rem 0;padding:.7rem 1rem;background:var(--soft-paper);border:1px solid var(--edge);border-radius:10px;font-size:.92rem}
.tools label{display:inline-flex;gap:.35rem;align-items:center}
.tools input[type=search]{font:inherit;color:inherit;padding:.25rem .6rem;background:var(--paper);border:1px solid var(--edge);border-radius:7px}
[id]{scroll-margin-top:5rem}
[hidden]{display:none!important}
@media print{.tools{display:none}details{display:block}}
`;
