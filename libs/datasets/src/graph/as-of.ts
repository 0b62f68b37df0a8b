import { ArgsType, Field } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import { DateTime, LocalDate } from './scalars.js';

@ArgsType()
export class AsOfArgs {
  @Field(() => LocalDate, {
    nullable: true,
    description:
      'The day to describe: what held on it. Default: today; for an address in a list of another day, that day.',
  })
  asOf?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The moment whose knowledge to use: what was believed then. Default: now.',
  })
  knownAt?: Date | null;
}

/** A day that is described, and a moment whose knowledge is used: null for today, and for all that is known by now. */
export interface AsOf {
  day: string | null;
  knownAt: Date | null;
}

export const NOW: AsOf = { day: null, knownAt: null };

/**
 * @param list the day and moment of the list that the entry stands in, which hold where none are given
 * @throws GraphQLError BAD_USER_INPUT where knownAt is no time
 */
export function readAsOf({ asOf, knownAt }: AsOfArgs, list: AsOf = NOW): AsOf {
  if (knownAt && !inRange(knownAt)) {
    throw badInput('knownAt is not a time. Write it like 2024-06-30T12:00:00Z.');
  }
  return { day: asOf ?? list.day, knownAt: knownAt ?? list.knownAt };
}

/** Distinguishes what a request loads for several days or moments at once. */
export const nameOf = (what: string, { day, knownAt }: AsOf): string =>
  `${what}/${day ?? ''}/${knownAt?.toISOString() ?? ''}`;

export const badInput = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

const inRange = (date: Date) => date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9999;
