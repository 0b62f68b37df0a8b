import { languageName, useText } from '../i18n/text.js';
import { LANGUAGES, go, useView } from './location.js';

export function Header({ city }: { city?: string }) {
  const { t } = useText();
  const { lang } = useView();
  return (
    <header className="header">
      <a className="brand" href={`?lang=${lang}`}>
        <img src="/favicon.svg" alt="" width="36" height="36" />
        <span>
          <strong>Stadtlage</strong>
          <span className="tagline">{city && t.tagline(city)}</span>
        </span>
      </a>
      <nav className="links" aria-label={t.navigation}>
        <a className="kern-link" href="/graphql">
          {t.queryData}
        </a>
      </nav>
      <div className="languages" role="group" aria-label={t.switchLanguage}>
        {LANGUAGES.map((language) => (
          <button
            key={language}
            type="button"
            lang={language}
            // Who steers by voice says what is to be seen (WCAG 2.5.3).
            aria-label={`${language.toUpperCase()} – ${languageName(language)}`}
            aria-pressed={language === lang}
            onClick={() => go({ lang: language })}
          >
            {language.toUpperCase()}
          </button>
        ))}
      </div>
    </header>
  );
}
