import { registerEnumType } from '@nestjs/graphql';

export enum FibreStatus {
  NONE = 'none',
  PLANNED = 'planned',
  UNDER_CONSTRUCTION = 'under_construction',
  LEVEL_UNKNOWN = 'level_unknown',
  PASSED = 'passed',
  PREPARED = 'prepared',
  CONNECTED = 'connected',
  ACTIVATED = 'activated',
}
registerEnumType(FibreStatus, {
  name: 'FibreStatus',
  description:
    'How far fibre (FTTH or FTTB) has come to an address. Where no source says anything it is null, not NONE.',
  valuesMap: {
    NONE: { description: 'Sources name other technologies only; a rollout project is announced at most.' },
    PLANNED: { description: 'A rollout project is tendered or planned here.' },
    UNDER_CONSTRUCTION: { description: 'A rollout project is being built here.' },
    LEVEL_UNKNOWN: {
      description:
        'A source says that fibre is on offer, and none says how far it has come: the building may be connected or not.',
    },
    PASSED: { description: 'Fibre lies in the street; a connection can be ordered.' },
    PREPARED: { description: 'Fibre has been laid up to the building.' },
    CONNECTED: { description: 'Fibre ends in the building.' },
    ACTIVATED: { description: 'Fibre is in use in the building.' },
  },
});

export enum ConnectionLevel {
  PASSED = 'passed',
  PREPARED = 'prepared',
  CONNECTED = 'connected',
  ACTIVATED = 'activated',
}
registerEnumType(ConnectionLevel, {
  name: 'ConnectionLevel',
  description:
    'How far a line has come to a building, each level including those before it. Sources define "passed" differently.',
  valuesMap: {
    PASSED: { description: 'In the street; a connection can be ordered.' },
    PREPARED: { description: 'Laid up to the building.' },
    CONNECTED: { description: 'Ends in the building.' },
    ACTIVATED: { description: 'In use.' },
  },
});
