'use client';

/** What is left when even the layout fails; without the messages, which would come along to every page. */
export default function GlobalError() {
  return (
    <html lang="en">
      <body>
        <p>Something went wrong here. Nothing is lost. / 問題が発生しました。データは失われていません。</p>
        <a href="/">Bookmarks / ブックマーク</a>
      </body>
    </html>
  );
}
