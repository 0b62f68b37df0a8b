import '../app/details.css';
import { useQuery } from '@tanstack/react-query';
import { Card, useShown } from '../app/Card.js';
import { Failed, Loading, Notice, Sources } from '../app/parts.js';
import { useText } from '../i18n/text.js';
import { ProjectFacts } from './ProjectSummary.js';
import { promiseText } from './promise.js';
import { projectQuery } from './query.js';

export function ProjectCard({ id }: { id: string }) {
  const { t, format } = useText();
  const { data: project, isPending, isError, refetch } = useQuery(projectQuery(id));
  useShown(project?.name);
  if (isPending) return <Loading />;
  if (isError) return <Failed onRetry={() => void refetch()} />;
  if (!project) {
    return (
      <Card title={t.project.label}>
        <Notice kind="info">{t.project.missing}</Notice>
      </Card>
    );
  }
  return (
    <Card title={project.name} kicker={t.project.label}>
      {project.description && <p className="kern-body">{project.description}</p>}
      <ProjectFacts project={project} />
      {project.history.length > 0 && (
        <section>
          <h2 className="kern-title">{t.project.history}</h2>
          <ol className="history">
            {project.history.map((change) => (
              <li key={`${change.recordedAt} ${change.status}`}>
                <span className="muted">{format.date(change.validFrom ?? change.recordedAt)}</span>
                <strong>{t.rollout[change.status]}</strong>
                {(change.promisedFrom || change.promisedTo) && (
                  <span>
                    {t.project.promised}: {promiseText(change, t, format)}
                  </span>
                )}
                {change.note && <span>{change.note}</span>}
              </li>
            ))}
          </ol>
        </section>
      )}
      <Sources of={[project.source]} />
    </Card>
  );
}
