/** What pictures begin with. Drawings (SVG) are not among them: they can hold scripts. */
const beginnings: readonly { readonly type: string; readonly at: number; readonly bytes: string }[] = [
  { type: 'image/png', at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  { type: 'image/jpeg', at: 0, bytes: '\xff\xd8\xff' },
  { type: 'image/gif', at: 0, bytes: 'GIF8' },
  { type: 'image/x-icon', at: 0, bytes: '\0\0\x01\0' },
  { type: 'image/webp', at: 8, bytes: 'WEBP' },
  { type: 'image/avif', at: 4, bytes: 'ftypavif' },
];

/** The type of a picture by its first bytes, whatever its server calls it; undefined when it is none that is shown. */
export const pictureType = (picture: Uint8Array): string | undefined => {
  const start = Buffer.from(picture.subarray(0, 16)).toString('latin1');
  return beginnings.find(({ at, bytes }) => start.startsWith(bytes, at))?.type;
};
