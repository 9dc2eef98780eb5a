/** The cookie that signing in sets. */
export const sessionCookie = 'session';

/** A session ends so many days after it was last seen. */
export const sessionDays = 30;

/** How old its cookie is, in hours, when the API replaces it by a new one. */
export const sessionRenewHours = 6;

/** Largest file that an import takes, in bytes. */
export const maxImportBytes = 20 * 1024 * 1024;

/** Longest search, in UTF-16 units. */
export const maxQueryLength = 1000;

/** Longest title that is kept, in UTF-16 units. */
export const maxTitleLength = 1000;

/** Longest description, and longest notes, in UTF-16 units. */
export const maxDescriptionLength = 20_000;

/** Longest name of a tag or of a folder, in UTF-16 units. */
export const maxNameLength = 100;

/** Tags of one bookmark at most. */
export const maxTags = 100;
