import { Args, Context, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import { Database } from '@stadtlage/database';
import type { GraphContext } from '@stadtlage/datasets';
import { requirePlanner, type Account } from '@stadtlage/operators';
import { GraphQLError } from 'graphql';
import { AgendaKind } from '../changes/change.js';
import { checkContent, type ContentOf, type Kind } from '../kinds/index.js';
import { SAY_WHY } from '../kinds/messages.js';
import { id as identifier, words } from '../kinds/parts.js';
import { AgendaEntry, JsonObject } from '../records/graph/agenda-record.js';
import { entryOf } from '../records/graph/entry.js';
import { ConflictError, lacksReason, putRecordsWithin, readVersions, type AgendaRecord } from '../records/store.js';
import { noteRefusal } from './refusals.js';

const REASON = words(1_000);
const MOST_OF_AN_ID = 100;
const KIND = { type: () => AgendaKind, description: 'What it is.' };
const RECORD = { type: () => ID, description: 'The id of the record.' };
const VERSION = {
  type: () => Int,
  description: 'The version that you have read and that the change is made to; 0 to add a record.',
};

/** For programs of planners what `/agenda/edit` is for people. */
@Resolver()
export class AgendaEditingResolver {
  constructor(private readonly database: Database) {}

  @Mutation(() => AgendaEntry, {
    description:
      'Adds a record of the agenda, or another version of one; what is the same makes none. For planners and operators. Refused with CONFLICT, and with what is recorded by now, where somebody has changed it since the version that you read.',
  })
  async putAgendaRecord(
    @Context() context: GraphContext,
    @Args('kind', KIND) kind: Kind,
    @Args('id', RECORD) id: string,
    @Args('content', {
      type: () => JsonObject,
      description: 'All that is recorded of it: the `schema` of its kind in `agendaKinds` says what that may be.',
    })
    content: object,
    @Args('expectedVersion', VERSION) expectedVersion: number,
    @Args('reason', {
      type: () => String,
      nullable: true,
      description: 'Why; it is public, so no names of persons. Required where a goal or a measure changes.',
    })
    reason?: string | null,
  ): Promise<AgendaEntry> {
    const { name } = await this.allow(context, `${kind}/${id}`);
    const checked = checkContent(kind, content);
    if (checked.faults) throw refused(checked.faults);
    const written = await this.write(kind, id, checked.content, expectedVersion, reason, name);
    return entryOf(kind, { ...written, content: written.content! });
  }

  @Mutation(() => Int, {
    description:
      'Takes a record out of the agenda; its versions are kept, and it can be put again. For planners and operators. Gives the version that says so.',
  })
  async withdrawAgendaRecord(
    @Context() context: GraphContext,
    @Args('kind', KIND) kind: Kind,
    @Args('id', RECORD) id: string,
    @Args('expectedVersion', { ...VERSION, description: 'The version that you have read.' }) expectedVersion: number,
    @Args('reason', { type: () => String, description: 'Why; it is public, so no names of persons.' }) reason: string,
  ): Promise<number> {
    const { name } = await this.allow(context, `${kind}/${id}`);
    if (expectedVersion < 1)
      throw refused([{ at: 'expectedVersion', message: 'There is nothing to withdraw before version 1.' }]);
    return (await this.write(kind, id, null, expectedVersion, reason, name)).version;
  }

  private async allow(context: GraphContext, about: string): Promise<Account> {
    if (!context.operator) {
      const [kind, id] = about.split('/') as [Kind, string];
      const isRecord = identifier.safeParse(id).success && (await readVersions(this.database, kind, id)).length > 0;
      const refusal = { action: 'graphql', why: 'not-signed-in', about: isRecord ? about : undefined } as const;
      await noteRefusal(this.database, refusal);
    }
    return requirePlanner(context);
  }

  /** @returns the record as it is then; read before anybody else can write again, as it is where this is refused */
  private async write(
    kind: Kind,
    id: string,
    content: ContentOf | null,
    expected: number,
    said: string | null | undefined,
    by: string,
  ): Promise<AgendaRecord<ContentOf | null>> {
    const [named, reason] = [identifier.max(MOST_OF_AN_ID).safeParse(id), REASON.nullish().safeParse(said)];
    const faults = [
      ...(named.error?.issues ?? []).map(({ message }) => ({ at: 'id', message })),
      ...(reason.error?.issues ?? []).map(({ message }) => ({ at: 'reason', message })),
    ];
    if (faults.length) throw refused(faults);
    return this.database.transaction(async (tx) => {
      const change = { kind, id, content, expected, reason: reason.data ?? null, by };
      const conflict = await putRecordsWithin(tx, [change]).then(
        (written) => {
          // Thrown here, it takes back what was written; what is the same needs no reason.
          if (written && lacksReason(change)) throw refused([{ at: 'reason', message: SAY_WHY.en }]);
        },
        (error: unknown) => {
          if (error instanceof ConflictError) return error;
          throw error;
        },
      );
      const [newest] = await readVersions(tx, kind, id);
      if (!conflict) return newest!;
      throw new GraphQLError(conflict.message, {
        extensions: {
          code: 'CONFLICT',
          expectedVersion: expected,
          currentVersion: newest?.version ?? 0,
          // Null where it is withdrawn, or never was.
          currentContent: newest?.content ?? null,
        },
      });
    });
  }
}

const refused = (faults: readonly { at: string; message: string }[]) => {
  const told = faults.slice(0, 20).map(({ at, message }) => ({ at, message }));
  const text = told.map(({ at, message }) => (at ? `${at}: ${message}` : message)).join('\n');
  return new GraphQLError(text, { extensions: { code: 'BAD_USER_INPUT', faults: told } });
};
