/** A lease that may not be: the message is for the person who asked for it. */
export class LeaseRefused extends Error {
  override readonly name = 'LeaseRefused';
}
