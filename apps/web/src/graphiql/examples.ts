const day = (before: number) => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10);

/** What one finds in the tabs of GraphiQL on the first visit. */
export const EXAMPLES = [
  `# An address: what is there, and what is being built?
query Address {
  searchAddresses(text: "Markt", first: 3) {
    label
    position { longitude latitude }
    coverage {
      fibreStatus
      bestTechnology
      maxDownMbit
      fixed { provider { name } technology connectionLevel maxDownMbit source { source dataDate isDemo } }
      mobile { operator { name } technology }
    }
    projects { name status promisedFrom promisedTo dateMoves provider { name } }
  }
}
`,
  `# Every district in figures, homes and businesses apart. Shares are percent of addresses.
query Districts {
  districts {
    name
    areaKm2
    homes: statistics(use: RESIDENTIAL) { addresses unknown fibrePassedShare gigabitShare under30Mbit }
    businesses: statistics(use: COMMERCIAL) { addresses unknown fibrePassedShare gigabitShare under30Mbit }
  }
}
`,
  `# Sensors with their latest values. Units are UCUM codes.
# Choose "LiveValues" at the play button to see new values as they come.
query Sensors {
  sensors(first: 20) {
    nodes {
      name
      kind
      position { longitude latitude }
      datastreams { title { en } unit latest { phenomenonTime result } }
    }
    pageInfo { hasNextPage endCursor }
  }
}

subscription LiveValues {
  observationAdded { sensor { name } datastream { title { en } unit } phenomenonTime result }
}
`,
  `# A week of highest values by day, and whether anything was lost: what was to come, what came.
query History {
  sensors(kind: WEATHER, first: 3) {
    nodes {
      name
      silentSince
      datastreams {
        title { en }
        unit
        history(from: "${day(7)}T00:00:00Z", to: "${day(-1)}T00:00:00Z", bucket: DAY, aggregate: MAX) { phenomenonTime result count }
        completeness(from: "${day(7)}", to: "${day(0)}") { day basis expected received gaps longestGapSeconds }
      }
    }
  }
}
`,
];
