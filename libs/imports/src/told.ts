// What the operator knows of a file and the file does not say.
import { FileError } from './phrases.js';
import { say } from './report-phrases.js';

export interface ToldFacts {
  /** EPSG code of its coordinates. */
  crs?: number;
  /** Which layer of a GeoPackage, or which file of an archive. */
  layer?: string;
  /** What its statements rest on, a class of coverage's EvidenceClass. */
  evidence?: string;
}

/** Remembers what was asked for: a fact that no reader had a use for must not be passed over in silence. */
export class Told {
  private readonly asked = new Set<keyof ToldFacts>();

  constructor(private readonly facts: ToldFacts) {}

  get crs(): number | undefined {
    this.asked.add('crs');
    return this.facts.crs;
  }

  get layer(): string | undefined {
    this.asked.add('layer');
    return this.facts.layer;
  }

  get evidence(): string | undefined {
    this.asked.add('evidence');
    return this.facts.evidence;
  }

  /** @throws FileError when a fact was told that the file has no place for */
  refuseUnused(fileName: string): void {
    const { crs, layer, evidence } = this.facts;
    if (crs !== undefined && !this.asked.has('crs'))
      throw new FileError(
        say('--crs: the coordinates of {name}, if it has any, are in the system of its format. Leave the option out.', {
          name: fileName,
        }),
      );
    if (layer !== undefined && !this.asked.has('layer'))
      throw new FileError(say('--layer: {name} has no layers. Leave the option out.', { name: fileName }));
    if (evidence !== undefined && !this.asked.has('evidence'))
      throw new FileError(
        say(
          '--evidence: {name} makes no statements about networks, or what they rest on is certain. Leave the option out.',
          { name: fileName },
        ),
      );
  }
}
