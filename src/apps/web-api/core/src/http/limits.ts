/** Largest body, in bytes, of a request that is no file: room for every field at its longest. */
export const maxBodyBytes = 256 * 1024;
