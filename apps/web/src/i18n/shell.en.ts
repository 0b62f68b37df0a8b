import type { shell as german } from './shell.de.js';

export const shell: typeof german = {
  withoutMap: 'Pages without the map',
  pages: {
    '/address': 'Find an address, without a map',
    '/districts': 'All districts',
    '/reports': 'Reported errors',
    '/agenda': 'Digital agenda',
    '/open-data': 'Open data',
    '/leicht': 'Easy-to-read German',
    '/accessibility': 'Accessibility statement',
    '/graphql': 'Query the data',
  },
  locate: {
    button: 'My location',
    busy: 'Looking for your location …',
    refused: 'The browser may not use your location. Allow it in its settings, or type the address.',
    unavailable: 'Your location cannot be determined at the moment. Please type the address.',
    outside: 'No address is known here near your location. Please type the address.',
    nearest: (label, metres) => `Nearest known address: ${label}, ${metres} away.`,
  },
  sheet: {
    label: 'Answer',
    higher: 'Enlarge the answer',
    lower: 'Shrink the answer',
    state: { peek: 'Answer small, map large.', half: 'Answer at half height.', full: 'Answer at full height.' },
  },
  places: 'Schools, administration and other public places',
  placesNear: 'Public places appear from the view of a district on.',
  time: 'Time',
  share: { open: 'Share and print' },
  list: 'List',
  fullPage: 'Open the full page',
  offline: 'No internet connection. What is loaded stays usable; it goes on by itself.',
  online: 'The internet connection is back.',
  stale: (time) => `Values of ${time}.`,
  retrying: 'It is tried again by itself.',
};
