'use client';

type PageErrorProps = { readonly error: Error & { readonly digest?: string } };

/** A page that failed: the same in both languages, since a script says it. The number is in the log. */
export default function PageError({ error }: PageErrorProps) {
  return (
    <main className="mx-auto flex max-w-3xl flex-col gap-4 px-4 py-10">
      <h1 role="alert" className="title">
        Something went wrong here. Nothing is lost.
        <br />
        <span lang="ja">問題が発生しました。データは失われていません。</span>
      </h1>
      {error.digest && <p className="text-sm text-quiet">{error.digest}</p>}
      <p className="flex flex-wrap gap-3">
        <button type="button" onClick={() => window.location.reload()} className="button-strong">
          Try again / もう一度試す
        </button>
        <a href="/" className="button-plain">
          Bookmarks / ブックマーク
        </a>
      </p>
    </main>
  );
}
