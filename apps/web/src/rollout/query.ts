import { queryOptions } from '@tanstack/react-query';
import { ProjectCard } from '../generated/project.js';
import { ask } from '../graphql/client.js';

export const projectQuery = (id: string) =>
  queryOptions({
    queryKey: ['project', id],
    queryFn: async ({ signal }) => (await ask(ProjectCard, { id }, signal)).rolloutProject,
  });
