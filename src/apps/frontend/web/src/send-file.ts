import type { ProblemKey } from './messages/index.ts';

type Answered = { readonly page?: string; readonly problem?: ProblemKey };

/**
 * Sends a bookmarks file and leads to the page of its import.
 * @param told how much of it is sent, in percent: only the older of the two ways to send something says that
 * @returns what is wrong otherwise
 */
export const sendFile = async (file: File, told: (percent: number) => void): Promise<ProblemKey | undefined> => {
  told(0);
  const { page, problem } = await answerTo(file, told);
  if (page === undefined) return problem ?? 'away';
  window.location.assign(page);
  return undefined;
};

const answerTo = (file: File, told: (percent: number) => void): Promise<Answered> =>
  new Promise((resolve) => {
    const form = new FormData();
    form.set('file', file);
    const request = new XMLHttpRequest();
    request.open('POST', '/actions/import');
    request.setRequestHeader('accept', 'application/json');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => told(Math.floor((loaded / total) * 100));
    request.onload = () => resolve((request.response as Answered | null) ?? {});
    request.onerror = () => resolve({});
    request.send(form);
  });
