import type { Upload } from '@bookmark-manager/contract';
import type { ProblemKey } from './messages/index.ts';

type Answered = { readonly page?: string; readonly problem?: ProblemKey };

/**
 * Sends a bookmarks file and leads to the page of its import.
 * @param directAbove files of more bytes go to the bucket itself: they are too large for the door
 * @param told how much of it is sent, in percent: only the older of the two ways to send something says that
 * @returns what is wrong otherwise
 */
export const sendFile = async (
  file: File,
  directAbove: number,
  told: (percent: number) => void,
): Promise<ProblemKey | undefined> => {
  told(0);
  const { page, problem } = await (file.size > directAbove ? directly(file, told) : throughUs(file, told));
  if (page === undefined) return problem ?? 'away';
  window.location.assign(page);
  return undefined;
};

const throughUs = async (file: File, told: (percent: number) => void): Promise<Answered> => {
  const form = new FormData();
  form.set('file', file);
  return ((await send('/actions/import', form, told))?.response as Answered | null) ?? {};
};

/** Asks for a form, sends it with the file to the bucket, and says that it is there. */
const directly = async (file: File, told: (percent: number) => void): Promise<Answered> => {
  const upload = await askedUs({ bytes: file.size });
  if (upload.url === undefined || upload.fields === undefined) return upload;
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) form.set(name, value);
  // the last field: what follows it S3 does not read
  form.set('file', file);
  const sent = await send(upload.url, form, told);
  if (sent === undefined || sent.status >= 300) return {};
  return askedUs({ id: upload.id });
};

const askedUs = async (body: object): Promise<Partial<Upload> & Answered> => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch('/actions/upload', { method: 'POST', headers, body: JSON.stringify(body) }).catch(
    () => null,
  );
  return (await answer?.json().catch(() => null)) ?? {};
};

/** Undefined when nobody could be reached. */
const send = (to: string, form: FormData, told: (percent: number) => void): Promise<XMLHttpRequest | undefined> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', to);
    // the bucket is only asked for what its rule lets pages of other addresses ask
    if (to.startsWith('/')) {
      request.setRequestHeader('accept', 'application/json');
      request.responseType = 'json';
    }
    request.upload.onprogress = ({ loaded, total }) => told(Math.floor((loaded / total) * 100));
    request.onload = () => resolve(request);
    request.onerror = () => resolve(undefined);
    request.send(form);
  });
