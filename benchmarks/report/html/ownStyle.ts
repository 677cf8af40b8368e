/** How the page of a report looks, beside what all pages share. */
export const ownStyle = `
.warning{padding:.6rem 1rem;border-left:4px solid var(--accent);background:var(--soft-paper)}
.item h2{margin-bottom:0}
.item h2 a{color:inherit;text-decoration:none}
.bars{table-layout:fixed;min-width:46rem}
.bars th .soft{font-size:.8rem;font-weight:400}
.bars th:first-child{width:12.5rem}
.bars th:nth-child(3){width:5rem}
.bars th:nth-child(4){width:9rem}
.bars th:nth-child(5){width:6rem}
.bars td,.bars tbody th{padding-top:.22rem;padding-bottom:.22rem;border-bottom:0;vertical-align:middle}
.note{font-size:.72rem;vertical-align:super;text-decoration:none}
.track{position:relative;height:1.15rem}
.track i{position:absolute;display:block}
.noise{top:-.25rem;bottom:-.25rem;left:var(--from);width:calc(var(--to) - var(--from));background:var(--band)}
.bar{top:.12rem;bottom:.12rem;left:0;width:var(--to);background:var(--other);border-radius:0 4px 4px 0}
.ours .bar{background:var(--ours)}
.whisker{top:50%;left:var(--from);width:max(2px,calc(var(--to) - var(--from)));border-top:2px solid var(--text)}
.whisker::before,.whisker::after{content:"";position:absolute;top:-.32rem;height:.52rem;border-left:2px solid var(--text)}
.whisker::before{left:0}.whisker::after{right:0}
.one{top:-.3rem;bottom:-.3rem;left:var(--to);border-left:1.5px dashed var(--soft)}
.even .noise,.even .whisker{left:var(--even-from);width:max(2px,calc(var(--even-to) - var(--even-from)))}
.even .bar{width:var(--even-to)}
.even .one{left:var(--even-to)}
.facts-of{width:auto;margin-top:1rem;font-size:.9rem}
.facts-of td,.facts-of th{padding:.18rem 1.4rem .18rem 0;border-bottom:0}
.facts-of thead th{border-bottom:1px solid var(--edge)}
@media (max-width:40rem){
.bars{min-width:0}
.bars th:first-child{width:7.5rem}
.bars th:nth-child(3){width:4rem}
.bars thead th:nth-child(2) .soft{display:block;overflow:hidden;white-space:nowrap;text-overflow:ellipsis}
.bars th:nth-child(4),.bars th:nth-child(5),.bars td:nth-child(4),.bars td:nth-child(5){display:none}
}
.code h3{margin:.8rem 0 .2rem}
.curves{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,34rem),1fr));gap:1rem 2.5rem}
.curve{max-width:56rem;min-width:0;margin:1rem 0}
.curve h3{margin:0 0 .4rem}
.curve svg{width:100%;height:auto}
.curve .axis{stroke:var(--edge)}
.curve text{fill:var(--soft);font-size:13px}
.curve .series{fill:none;stroke-width:2}
.curve .label{font-weight:600}
.best{font-weight:700}
.figures td{white-space:nowrap}
.figures td:nth-child(2),.figures th:nth-child(2){position:sticky;left:0;background:var(--paper)}
.notes li:target{background:var(--badge)}
`;
