'use client';

/** A page that failed: the same in both languages, since a script says it. */
export default function PageError() {
  return (
    <main className="mx-auto flex max-w-3xl flex-col gap-4 px-4 py-10">
      <p role="alert">Something went wrong here. Nothing is lost. / 問題が発生しました。データは失われていません。</p>
      <p>
        <a href="/" className="button-plain">
          Bookmarks / ブックマーク
        </a>
      </p>
    </main>
  );
}
