import { GraphQLError } from 'graphql';

/** @param message what was found, what is allowed, how to mend it */
export const badInput = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
