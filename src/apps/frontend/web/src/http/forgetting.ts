// Apart from what reads the cookie: the front is loaded at every start, and needs no schema for this.

/** The cookie in which a form's answer reaches the page that shows it. */
export const shownOnceCookie = 'shown-once';

/** The Set-Cookie header that ends what a request to this path brings, or nothing when it brings nothing. */
export const forgetting = (cookies: string | undefined, path: string): string | undefined =>
  cookies?.includes(`${shownOnceCookie}=`) && /^\/[\w/-]*$/.test(path)
    ? `${shownOnceCookie}=; Path=${path}; Max-Age=0; HttpOnly; SameSite=Strict`
    : undefined;
