import { languageName, useText } from '../i18n/text.js';
import { LANGUAGES, go, searchOf, useView } from './location.js';

export function Header({ city }: { city?: string }) {
  const { t } = useText();
  const view = useView();
  const { lang } = view;
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
          <a
            key={language}
            // Without scripts it leads to the same in that language.
            href={searchOf({ ...view, lang: language })}
            lang={language}
            hrefLang={language}
            // Who steers by voice says what is to be seen (WCAG 2.5.3).
            aria-label={`${language.toUpperCase()} – ${languageName(language)}`}
            aria-current={language === lang}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              go({ lang: language });
            }}
          >
            {language.toUpperCase()}
          </a>
        ))}
      </div>
    </header>
  );
}
