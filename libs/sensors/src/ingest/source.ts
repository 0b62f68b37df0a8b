import type { Publication } from '../codecs/codec.js';
import type { Message } from './message.js';

export interface SourceHandlers {
  filters: string[];
  /** @returns false when nothing more can be taken in, until {@link Source.resume} */
  onMessage(message: Message): boolean;
  /** What was not acknowledged comes again. */
  onLost(): void;
  /** Nothing of what was sent before comes again. */
  onNewSession(): void;
}

/** Where messages come from and acknowledgements go: a broker over the network, or the embedded one in this process. */
export interface Source {
  /** Resolves when messages first come in. */
  readonly subscribed: Promise<void>;
  readonly connected: boolean;
  /** They are stored. */
  acknowledge(messages: readonly Message[]): void;
  /** There is room again for what `onMessage` refused to follow. */
  resume(): void;
  /** Asks a sender for something, at most once: it is of no use later. */
  publish(publication: Publication): void;
  /** What is not acknowledged by now never is, and is kept for the next time. */
  end(): Promise<void>;
}
