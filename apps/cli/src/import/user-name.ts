import { userInfo } from 'node:os';

/** Who runs this process, as imports and rollbacks record it. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number that has no name.
    return String(process.getuid?.() ?? 'unknown');
  }
}
