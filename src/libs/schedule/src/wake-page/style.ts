/** The pages' only style sheet, in both themes. The policy allows it by its hash, so there is one for all pages. */
export const STYLE = `
:root{color-scheme:light dark;
--page:light-dark(#fbfaf7,#15181f);--card:light-dark(#fff,#1d2129);--line:light-dark(#dedbd3,#383e4a);
--text:light-dark(#1d2027,#e9ebef);--quiet:light-dark(#565b66,#a9b0bd);
--accent:light-dark(#1f55a8,#9cc4ff);--on-accent:light-dark(#fff,#0d1b30);--good:light-dark(#17663f,#86d8ab)}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem 1rem;background:var(--page);color:var(--text);
font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP","Yu Gothic UI",Meiryo,sans-serif;overflow-wrap:anywhere}
:lang(ja) body{line-height:1.8;line-break:strict}
main{width:100%;max-width:34rem;padding:clamp(1.25rem,5vw,2.25rem);background:var(--card);border:1px solid var(--line);border-radius:1rem}
h1{margin:.25rem 0 1rem;font-size:1.75rem;line-height:1.25}
p{margin:0 0 .75rem}
.place,.quiet{color:var(--quiet);font-size:.9375rem}
.place,main>:last-child,section>:last-child{margin-bottom:0}
form{margin:1.5rem 0 .75rem}
button{font:inherit;font-weight:600;min-height:2.75rem;padding:.5rem 1.25rem;border:1px solid transparent;border-radius:.625rem;background:var(--accent);color:var(--on-accent);cursor:pointer}
button:hover{opacity:.9}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
h2{margin:1.5rem 0 .5rem;font-size:1rem}
ul{list-style:none;margin:0;padding:0;border-top:1px solid var(--line)}
li{display:grid;grid-template-columns:1.5rem 1fr auto;gap:.25rem .5rem;align-items:baseline;padding:.625rem 0;border-bottom:1px solid var(--line)}
li::before{content:"";align-self:center;width:.75rem;height:.75rem;border:2px solid var(--quiet);border-radius:50%}
li[data-status=starting]::before{border-color:var(--accent) var(--accent) transparent}
li[data-status=ready]::before{border-color:var(--good);background:var(--good)}
li small{grid-column:2/-1;color:var(--quiet)}
li small:empty{display:none}
[hidden]{display:none}
@media (prefers-reduced-motion:no-preference){li[data-status=starting]::before{animation:turn 1.6s linear infinite}}
@keyframes turn{to{transform:rotate(1turn)}}
`;
