// What the operator knows of a file and the file does not say.
import { UserError } from '@stadtlage/database';

export interface ToldFacts {
  /** EPSG code of its coordinates. */
  crs?: number;
  /** Which layer of a GeoPackage, or which file of an archive. */
  layer?: string;
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

  /** @throws UserError when a fact was told that the file has no place for */
  refuseUnused(fileName: string): void {
    const { crs, layer } = this.facts;
    if (crs !== undefined && !this.asked.has('crs'))
      throw new UserError(
        `--crs: the coordinates of ${fileName}, if it has any, are in the system of its format. Leave the option out.`,
      );
    if (layer !== undefined && !this.asked.has('layer'))
      throw new UserError(`--layer: ${fileName} has no layers. Leave the option out.`);
  }
}
