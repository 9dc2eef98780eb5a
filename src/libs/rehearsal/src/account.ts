/** The rehearsal's only account and the credentials that every tool is given for it. */
export const ACCOUNT_ID = '123456789012';
export const CREDENTIALS = { accessKeyId: 'rehearsal', secretAccessKey: 'rehearsal' } as const;
