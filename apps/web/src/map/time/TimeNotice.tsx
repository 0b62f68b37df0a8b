import { announce } from '../../app/announcer.js';
import { go, useView } from '../../app/location.js';
import { Notice } from '../../app/parts.js';
import { isOtherWay, NOW } from './view.js';
import { stateNote, useTimeTexts } from './words.js';

/** As long as the map shows another day than today, it says so; the open time bar says it itself. */
export function TimeNotice() {
  const { time, choice, lang } = useView();
  const { w, stateText } = useTimeTexts();
  // Two days are named at the halves of the map.
  if (time.swipe ? !isOtherWay(time.swipe) || !time.day : !time.day) return null;
  const back = () => {
    go({ time: NOW });
    announce(stateText(null));
    // The button is gone: whoever works by keyboard goes on at the map.
    document.getElementById('map')?.focus();
  };
  return (
    <div className="time-notice">
      <Notice kind="info">
        <strong>{stateNote(time, choice, lang)}.</strong> {w.others}{' '}
        <button type="button" className="text-button" onClick={back}>
          {w.back}
        </button>
      </Notice>
    </div>
  );
}
