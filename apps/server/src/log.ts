import type { LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';

export type Log = Logger;

/** JSON lines on standard error, so that standard output stays for what a command prints. */
export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: true }));
}

/** Nest's own messages; its start-up chatter is of interest only to who debugs it. */
export function nestLog(log: Log): LoggerService {
  return {
    log: (message, context) => log.debug({ context }, String(message)),
    error: (message, stack) => log.error({ stack }, String(message)),
    warn: (message, context) => log.warn({ context }, String(message)),
    debug: (message, context) => log.debug({ context }, String(message)),
    verbose: (message, context) => log.trace({ context }, String(message)),
    fatal: (message, context) => log.fatal({ context }, String(message)),
  };
}
