import './share.css';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../i18n/text.js';
import { GROUPS, type MapChoice } from '../map/choice.js';
import { canvasNow, currentMap } from '../map/handle.js';
import { partsOf } from '../map/keys.js';
import { pictureOf } from '../map/picture.js';
import { scaleAt } from '../map/scale.js';
import { sidesOf } from '../map/time/sides.js';
import { cityToday, stateNote, useTimeTexts } from '../map/time/words.js';
import { announce } from './announcer.js';
import { embedSnippet, fullUrl } from './embed.js';
import { useView } from './location.js';
import { SHARE_WORDS } from './share-words.js';
import { useTheme } from './theme.js';

interface ShareDialogProps {
  city: string;
  choice: MapChoice;
  onClose: () => void;
}

export default function ShareDialog({ city, choice, onClose }: ShareDialogProps) {
  const text = useText();
  const { t, format, lang } = text;
  const words = SHARE_WORDS[lang];
  const theme = useTheme();
  const { time } = useView();
  const texts = useTimeTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  const [said, setSaid] = useState('');
  useEffect(() => dialog.current?.showModal(), []);
  const link = fullUrl(window.location.href);
  const snippet = embedSnippet(window.location.href, `Stadtlage ${city}`);
  const say = (text: string) => {
    setSaid(text);
    announce(text);
  };
  const copy = async (text: string) => {
    try {
      // There is none where the page came without TLS.
      await navigator.clipboard.writeText(text);
      say(words.copied);
    } catch {
      say(words.copyFailed);
    }
  };

  const savePicture = async () => {
    const map = currentMap();
    if (!map) return say(words.pictureFailed);
    const shown = canvasNow(map);
    const scale = scaleAt(map.getZoom(), sidesOf(time, choice, cityToday()).left);
    const style = getComputedStyle(document.documentElement);
    const attribution = map.getContainer().querySelector('.maplibregl-ctrl-attrib-inner')?.textContent ?? '';
    const picture = pictureOf(shown, shown.width / map.getCanvas().clientWidth, {
      title: document.title,
      keys: GROUPS.filter((group) => choice.groups.includes(group)).flatMap((group) =>
        partsOf(group, { choice, time, scale, theme }, text, texts).map(({ heading, keys }) => ({
          group: heading ?? t.group[group],
          keys,
        })),
      ),
      sources: `${words.sources}: ${attribution} ${link}`,
      date: [stateNote(time, choice, lang), words.made(format.date(new Date().toISOString()))]
        .filter(Boolean)
        .join('. '),
      // What the page says above the map goes with the picture.
      demo: document.querySelector('.demo')?.textContent ?? undefined,
      ink: style.getPropertyValue('--kern-color-layout-text-default') || '#000',
      ground: style.getPropertyValue('--kern-color-layout-background-default') || '#fff',
    });
    const blob = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve));
    if (!blob) return say(words.pictureFailed);
    const url = URL.createObjectURL(blob);
    const anchor = document.createElement('a');
    anchor.href = url;
    anchor.download = `stadtlage-${new Date().toISOString().slice(0, 10)}.png`;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };

  const print = () => {
    dialog.current?.close();
    // The dialog is gone from the page before it is printed.
    setTimeout(() => window.print(), 50);
  };

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="share-title" onClose={onClose} lang={lang}>
      <header>
        <h2 id="share-title">{words.title}</h2>
        <button
          type="button"
          className="kern-btn kern-btn--tertiary kern-btn--x-small"
          onClick={() => dialog.current?.close()}
        >
          <span className="kern-icon kern-icon--close" aria-hidden="true" />
          <span className="kern-label kern-sr-only">{t.close}</span>
        </button>
      </header>
      <label htmlFor="share-link">{words.link}</label>
      <input id="share-link" readOnly value={link} onFocus={(event) => event.target.select()} />
      <div className="dialog-buttons">
        <Button text={words.copy} onClick={() => void copy(link)} />
        {'share' in navigator && (
          <Button
            text={words.native}
            // Whoever closes the system's dialog has changed their mind, which is no fault.
            onClick={() => void navigator.share({ title: document.title, url: link }).catch(() => undefined)}
          />
        )}
        <Button text={words.print} onClick={print} />
        <Button text={words.picture} onClick={() => void savePicture().catch(() => say(words.pictureFailed))} />
      </div>
      <h3>{words.embed}</h3>
      <p className="small muted" id="embed-text">
        {words.embedText}
      </p>
      <textarea
        aria-label={words.embed}
        aria-describedby="embed-text"
        readOnly
        rows={4}
        value={snippet}
        onFocus={(event) => event.target.select()}
      />
      <div className="dialog-buttons">
        <Button text={words.copySnippet} onClick={() => void copy(snippet)} />
      </div>
      <p className="dialog-said">{said}</p>
    </dialog>
  );
}

const Button = ({ text, onClick }: { text: string; onClick: () => void }) => (
  <button type="button" className="kern-btn kern-btn--secondary kern-btn--x-small" onClick={onClick}>
    <span className="kern-label">{text}</span>
  </button>
);
