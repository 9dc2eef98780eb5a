/** A task cannot start; the message is its `stoppedReason`, worded as ECS does. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
}
