/** A mistake its reader can mend. Its message is one or two clear sentences; it is shown without a stack trace. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
