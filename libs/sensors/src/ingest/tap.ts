import { Duplex } from 'node:stream';
import { PacketReader, type PacketHandlers } from './packets.js';

const MANY = 1_024;
// What Node.js reads at once: then there is more.
const FULL = 65_536;
const REST_MS = 4;
const PINGREQ = 0xc0;
const PINGRESP = Buffer.from([0xd0, 0]);

/**
 * Stands between the network and MQTT.js: takes the messages out and passes on the rest. MQTT.js would handle them one
 * at a time, and acknowledge each before the next.
 */
export class Tap extends Duplex {
  /** When the bytes that are being read came in. */
  readAt = new Date();
  private paused = false;

  /** @param network the connection, possibly still connecting */
  constructor(
    private readonly network: Duplex,
    version: 4 | 5,
    handlers: Omit<PacketHandlers, 'other'>,
  ) {
    super();
    const packets = new PacketReader(version, { ...handlers, other: (packet) => void this.push(packet) });
    network.on('data', (chunk: Buffer) => {
      this.readAt = new Date();
      try {
        packets.push(chunk);
      } catch (error) {
        this.destroy(error as Error);
      }
      // What is decrypted already (TLS) lies waiting in pieces of 16 KiB.
      if (chunk.length >= MANY && chunk.length < FULL && !network.readableLength) this.rest();
    });
    network.on('end', () => this.push(null));
    network.on('error', (error) => this.destroy(error));
    network.on('close', () => this.destroy());
  }

  /**
   * Under load, lets what comes pile up for a moment: to be woken for every few messages costs us, and the broker on the
   * same machine, more than to read them.
   */
  private rest(): void {
    this.network.pause();
    setTimeout(() => {
      if (!this.paused) this.network.resume();
    }, REST_MS);
  }

  /** Reads no more until {@link proceed}: the broker is slowed down by TCP. */
  hold(): void {
    this.paused = true;
    this.network.pause();
  }

  proceed(): void {
    if (!this.paused) return;
    this.paused = false;
    this.network.resume();
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.network.write(chunk, done);
    // The answer lies behind what we do not read now: the connection is not dead, we are busy.
    if (this.paused && chunk[0] === PINGREQ && chunk.length === 2) this.push(PINGRESP);
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this._write(chunks.length === 1 ? chunks[0]!.chunk : Buffer.concat(chunks.map(({ chunk }) => chunk)), '', done);
  }

  override _final(done: () => void): void {
    // It may have ended already: a broker closes as soon as it has read our DISCONNECT.
    this.network.end(() => done());
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.network.destroy();
    done(error);
  }
}
