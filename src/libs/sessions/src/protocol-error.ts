/** The other end says something that this protocol does not allow, or that is not understood here. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}
