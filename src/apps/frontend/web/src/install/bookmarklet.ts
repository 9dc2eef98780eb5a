/** What a bookmark of a browser runs to add the page that is open: its address, its title, and what is selected on it. */
export const bookmarklet = (origin: string): string =>
  [
    'javascript:((e,s)=>{open(',
    `'${origin}/share?url='+e(location.href)+'&title='+e(document.title)+'&text='+e(s),`,
    "'_blank','popup,width=640,height=760')})",
    '(encodeURIComponent,String(getSelection()).slice(0,1000))',
  ].join('');
