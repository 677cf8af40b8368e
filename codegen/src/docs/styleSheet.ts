/** How the pages look: one file, no font and no picture, light and dark by what the reader prefers. */
export const styleSheet = `:root{color-scheme:light dark;--paper:#fff;--soft-paper:#f5f7fa;--text:#1c2733;--soft:#536171;--edge:#d9e0e8;--link:#1f5f9e;--accent:#a8480f;--mark:#fff3d6;--badge:#e8eef5}
@media (prefers-color-scheme:dark){:root{--paper:#12171d;--soft-paper:#1a2129;--text:#e3e9f0;--soft:#9fadbd;--edge:#313c49;--link:#7fb4ea;--accent:#f0a06a;--mark:#3d3317;--badge:#26323f}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
a{color:var(--link);text-decoration-thickness:.06em;text-underline-offset:.15em}
a:hover{text-decoration-thickness:.12em}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
code{font:.9em/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
.skip{position:absolute;left:-999px}
.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.4rem .8rem;z-index:9}
.top{position:sticky;top:0;z-index:5;display:flex;gap:1.2rem;align-items:center;padding:.6rem 1.2rem;background:var(--soft-paper);border-bottom:1px solid var(--edge)}
.top a{text-decoration:none}
.top .home{font-weight:700;color:var(--text)}
.search{position:relative;margin-left:auto;width:min(26rem,50vw)}
.search label{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.search input{width:100%;padding:.4rem .7rem;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--edge);border-radius:8px}
.results{position:absolute;right:0;top:calc(100% + .3rem);width:min(34rem,90vw);max-height:70vh;overflow:auto;background:var(--paper);border:1px solid var(--edge);border-radius:8px;box-shadow:0 12px 32px rgb(0 0 0/.25)}
.results ul{list-style:none;margin:0;padding:.3rem}
.results li a{display:flex;justify-content:space-between;gap:1rem;padding:.3rem .6rem;border-radius:6px}
.results li a:hover,.results li a:focus{background:var(--badge)}
.results .found{margin:0;padding:.5rem .9rem 0;color:var(--soft);font-size:.85rem}
.results .kind{color:var(--soft);font-size:.85rem}
.columns{display:grid;grid-template-columns:15rem minmax(0,1fr)}
.list{position:sticky;top:3.3rem;align-self:start;height:calc(100vh - 3.3rem);overflow:auto;padding:1rem .6rem 2rem 1.2rem;border-right:1px solid var(--edge);font-size:.92rem}
.list summary{cursor:pointer;font-weight:600;padding:.2rem 0}
.list .count,.soft{color:var(--soft)}
.list ul{list-style:none;margin:0 0 1rem;padding:0}
.list a{display:block;padding:.16rem .6rem;border-radius:6px;text-decoration:none;color:inherit;overflow-wrap:anywhere}
.list a:hover{background:var(--soft-paper)}
.list [aria-current],.top [aria-current]{background:var(--badge);font-weight:600}
main{padding:1.2rem 2rem 5rem;max-width:90rem;outline:none}
h1{margin:.2rem 0 .4rem;font-size:1.9rem;line-height:1.2;overflow-wrap:anywhere}
h2{margin:2.2rem 0 .6rem;font-size:1.2rem}
h2 .self{color:inherit;text-decoration:none}
h2 .self:hover::after{content:" #";color:var(--soft)}
.lead{font-size:1.08rem;max-width:46rem}
.comment{margin:.15rem 0;max-width:40rem}
.facts{display:flex;flex-wrap:wrap;gap:.5rem 2.2rem;margin:1rem 0;padding:.8rem 1rem;background:var(--soft-paper);border-radius:10px}
.facts dt{font-size:.78rem;color:var(--soft)}
.facts dd{margin:0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.93rem}
th,td{padding:.45rem .8rem .45rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--edge)}
thead th{font-size:.8rem;font-weight:600;color:var(--soft);border-bottom-width:2px;white-space:nowrap}
tbody th{font-weight:400}
tbody th code{font-weight:600}
tr:target{background:var(--mark)}
.no{color:var(--soft)}
.badge{display:inline-block;padding:.02rem .5rem;border-radius:99px;background:var(--badge);font-size:.8rem;white-space:nowrap}
.rules{padding-left:1.1rem}
.rules li{margin:.25rem 0}
.numbers{display:flex;flex-wrap:wrap;gap:.8rem 2.4rem;list-style:none;padding:0;margin:1rem 0}
.numbers b{font-size:1.5rem;margin-right:.2rem}
.picture{margin:1.4rem 0}
.picture svg{max-width:100%;height:auto}
.legend{max-width:60rem;color:var(--soft);font-size:.92rem}
.drawing{border:1px solid var(--edge);border-radius:10px;max-height:80vh;overflow:auto}
.drawing svg{display:block}
body:has(.fit input:checked) .drawing svg{width:100%;height:auto}
@media (max-width:800px){.columns{display:block}.list{position:static;height:auto;max-height:14rem;border-right:0;border-bottom:1px solid var(--edge)}main{padding:1rem}}
@media print{.top,.list{display:none}.columns{display:block}}
`;
