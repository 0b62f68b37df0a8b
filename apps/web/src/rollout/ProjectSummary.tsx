import type { ReactNode } from 'react';
import { go } from '../app/location.js';
import { useTheme } from '../app/theme.js';
import type { PhaseSummaryFragment, ProjectSummaryFragment } from '../generated/graphql.js';
import { useText } from '../i18n/text.js';
import { PHASE_MARKS, PHASE_OF } from '../map/layers/rollout.js';
import { SwatchIcon } from '../map/Swatch.js';
import { cityToday } from '../map/time/words.js';
import { promiseText } from './promise.js';
import { ROLLOUT_WORDS } from './words.js';

type Facts = Pick<
  ProjectSummaryFragment,
  'provider' | 'status' | 'statusSince' | 'promisedFrom' | 'promisedTo' | 'isOverdue' | 'dateMoves'
>;

/** Who builds, how far it is, what was promised and how often that moved. */
export function ProjectFacts({ project, children }: { project: Facts; children?: ReactNode }) {
  const { t, format } = useText();
  const theme = useTheme();
  const mark = PHASE_MARKS[PHASE_OF[project.status]];
  return (
    <dl className="facts">
      <div>
        <dt>{t.project.status}</dt>
        <dd>
          <SwatchIcon swatch={{ shape: 'line', colour: mark[theme], dash: mark.dash }} size={22} />{' '}
          {t.rollout[project.status]}, {t.project.since(format.date(project.statusSince))}
        </dd>
      </div>
      <div>
        <dt>
          {project.status === 'ANNOUNCED' || PHASE_OF[project.status] === 'stopped'
            ? t.project.provider
            : t.project.builder}
        </dt>
        <dd>
          {project.provider.website ? (
            <a className="kern-link" href={project.provider.website} rel="noreferrer">
              {project.provider.name}
            </a>
          ) : (
            project.provider.name
          )}
        </dd>
      </div>
      <div>
        <dt>{t.project.promised}</dt>
        <dd>
          {promiseText(project, t, format)}
          {project.isOverdue && <strong className="overdue">{t.project.overdue}</strong>}
          {project.promisedTo && (
            <span className={project.dateMoves > 0 ? 'moved' : 'muted'}>{t.project.moves(project.dateMoves)}</span>
          )}
        </dd>
      </div>
      {children}
    </dl>
  );
}

/** The phase of a project that serves an address, and what to do there next. */
export function PhaseSummary({ phase }: { phase: PhaseSummaryFragment }) {
  const { t, lang, format } = useText();
  const words = ROLLOUT_WORDS[lang];
  const { project, demandAggregation: demand } = phase;
  if (!project) return null;
  return (
    <div className="project">
      <h3>{phase.isImplied ? project.name : `${project.name}: ${phase.name}`}</h3>
      <ProjectFacts project={{ ...phase, provider: project.provider, dateMoves: phase.moves }}>
        {demand && (
          <div className="next">
            <dt>{words.demand}</dt>
            <dd>
              {words.demandText(
                format.percent(demand.targetShare),
                format.date(demand.deadline),
                demand.outcome !== null || demand.deadline < cityToday(),
              )}{' '}
              {demand.outcome && words.outcome[demand.outcome]}
            </dd>
          </div>
        )}
        <div className="next">
          <dt>{words.next}</dt>
          <dd>{phase.nextStep[lang]}</dd>
        </div>
      </ProjectFacts>
      <button
        type="button"
        className="text-button"
        onClick={() => go({ selection: { kind: 'project', id: project.id } })}
      >
        {t.project.more}
      </button>
    </div>
  );
}
