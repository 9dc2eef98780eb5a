/** What a question needs to bring a JSON body. */
export const sending = (body: object) => ({ body: JSON.stringify(body), contentType: 'application/json' });
